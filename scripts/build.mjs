import { buildProduct } from './parts/build.mjs';
import { installDependencies, requireNode } from './parts/dependencies.mjs';
import { runMain } from './parts/fault.mjs';
import { createProgress } from './parts/progress.mjs';

await runMain(async () => {
  const progress = createProgress();
  requireNode();
  await installDependencies(progress);
  await buildProduct(progress);
});
