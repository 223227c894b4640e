/**
 * The API container's health: alive is enough. Whether it can also serve (Temporal, store, a worker) is `/readyz`'s to
 * say; a container that is restarted because something else is down would only make that outage longer.
 */
const port = process.env.PORT || '3000';
const answer = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(3_000) }).catch(
  (error) => {
    process.stderr.write(`${String(error.cause ?? error)}\n`);
    return null;
  },
);
process.exitCode = answer?.ok === true ? 0 : 1;
