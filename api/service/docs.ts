import express, { Router, type Response } from 'express';
import { absolutePath } from 'swagger-ui-dist';

/** No script inside the page: the policy that keeps foreign scripts out allows none. */
const PAGE = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>益创 Yichuang API</title>
<link rel="stylesheet" href="/docs/assets/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/docs/assets/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

const START = `window.ui = SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  persistAuthorization: false,
});
`;

const ASSETS = ['swagger-ui.css', 'swagger-ui-bundle.js'];

/** The API's document as pages that can be tried out, from this server alone. */
export function createDocs(): Router {
  const router = Router();
  router.get('/', (_request, response: Response) => void response.type('html').send(PAGE));
  router.get('/start.js', (_request, response: Response) => void response.type('js').send(START));
  const files = express.static(absolutePath(), { index: false, maxAge: '1h' });
  for (const asset of ASSETS)
    router.get(`/assets/${asset}`, (request, response, next) => {
      request.url = `/${asset}`;
      files(request, response, next);
    });
  return router;
}
