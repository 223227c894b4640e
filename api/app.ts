import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import { DomainError } from '../domain/domain-error';
import type { Deps } from './deps';
import { BASE_PATH } from './http/base-path';
import { mountRoutes, sendProblem } from './http/mount';
import { createApiDocument } from './openapi/document';
import { ROUTES } from './routes';
import { createDocs } from './service/docs';
import { answerAlive, answerReady } from './service/health';
import { createMetrics } from './service/metrics';
import { VERSION } from './version';

/** Headers that keep a browser from doing what no page of ours asks for. */
function createShield(deps: Deps) {
  return helmet({
    contentSecurityPolicy: {
      directives: {
        // Plain HTTP is right on the machine itself, where there is nothing to upgrade to.
        upgradeInsecureRequests: deps.config.localMode ? null : [],
      },
    },
    strictTransportSecurity: !deps.config.localMode,
  });
}

/** Replies differ by who asks; none of them is anybody else's to keep. */
const keepNothing = (_request: Request, response: Response, next: NextFunction): void => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};

const refuseUnknown = (): never => {
  throw new DomainError('NOT_FOUND');
};

/** The whole HTTP side: the API's routes under their base path, and what the service says about itself. */
export function createApp(deps: Deps): Express {
  const app = express();
  app.disable('x-powered-by');
  // A version is the only tag of a document that we compare.
  app.disable('etag');
  // Flat values only: a query is no place for objects.
  app.set('query parser', 'simple');
  // Behind a proxy of one's own network the caller's address is the one it forwards.
  if (!deps.config.localMode) app.set('trust proxy', 'loopback, linklocal, uniquelocal');
  const metrics = createMetrics();
  const document = createApiDocument(ROUTES, VERSION);
  app.use(metrics.measure, createShield(deps));
  app.get('/healthz', answerAlive);
  app.get('/readyz', answerReady(deps));
  app.get('/metrics', metrics.expose);
  app.get('/openapi.json', (_request, response) => void response.json(document));
  app.use('/docs', createDocs());
  app.use(BASE_PATH, keepNothing, mountRoutes(deps, ROUTES), refuseUnknown);
  app.use(refuseUnknown);
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) =>
    sendProblem(deps, error, request, response),
  );
  return app;
}
