/**
 * `node test/replay/record-histories.mjs [STORY …]`: plays each recorded story, or those named, on a real server and
 * keeps the histories of its workflows in test/replay/histories/. A release runs it after what changed its workflows and
 * checks in what is new; a history that is there is replaced only by its own story.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';
import { ensureBuild, ensureStore, ensureTemporal, stopServers } from '../setup/servers.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const HISTORIES = join(HERE, 'histories');
const OPTIONS = {
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  module: { type: 'commonjs' },
};

/** The stories are TypeScript beside the tests; nothing else loads them outside of Jest. */
const loadTypeScript = (path) => {
  Module._extensions['.ts'] = (module, file) =>
    module._compile(transformSync(readFileSync(file, 'utf8'), { ...OPTIONS, filename: file }).code, file);
  return createRequire(import.meta.url)(path);
};

const stories = process.argv.slice(2);
mkdirSync(HISTORIES, { recursive: true });
try {
  await Promise.all([ensureStore(), ensureTemporal()]);
  await ensureBuild();
  await loadTypeScript('./play-stories.ts').playStories(HISTORIES, stories);
} finally {
  await stopServers();
}
process.exit(process.exitCode ?? 0);
