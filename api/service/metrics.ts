import type { NextFunction, Request, Response } from 'express';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** From a cached read to the longest wait for a workflow's answer. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15];

export interface Metrics {
  registry: Registry;
  measure: (request: Request, response: Response, next: NextFunction) => void;
  expose: (request: Request, response: Response) => Promise<void>;
}

/** The route's pattern, not its path: a label for each project would fill the monitor's memory. */
function routeOf(request: Request): string {
  const route = request.route as { path?: unknown } | undefined;
  return typeof route?.path === 'string' ? `${request.baseUrl}${route.path}` : 'none';
}

/** Counts and times every request by route and status, beside the process's own figures. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const labelNames = ['method', 'route', 'status'] as const;
  const requests = new Counter({
    name: 'yichuang_http_requests_total',
    help: 'Requests answered, by route and status',
    labelNames,
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'yichuang_http_request_duration_seconds',
    help: 'From the first byte of a request to the last of its answer',
    labelNames,
    buckets: SECONDS,
    registers: [registry],
  });
  return {
    registry,
    measure: (request, response, next) => {
      const startedAt = performance.now();
      response.on('finish', () => {
        const labels = {
          method: request.method,
          route: routeOf(request),
          status: String(response.statusCode),
        };
        requests.inc(labels);
        durations.observe(labels, (performance.now() - startedAt) / 1000);
      });
      next();
    },
    expose: async (_request, response) => {
      response.type(registry.contentType).send(await registry.metrics());
    },
  };
}
