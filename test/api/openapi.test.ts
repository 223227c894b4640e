import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import packageJson from '../../package.json';
import { createApiDocument } from '../../api/openapi/document';
import { exampleOf } from '../../api/openapi/example';
import { ROUTES } from '../../api/routes';
import { VERSION } from '../../api/version';
import { ERROR_CODES, ERRORS } from '../../contracts/errors';

interface Content {
  example?: unknown;
  examples?: Record<string, unknown>;
  schema?: { contentMediaType?: string };
}

interface Operation {
  operationId: string;
  security: object[];
  'x-permission': string;
  'x-audit': string | null;
  requestBody?: { content: Record<string, Content> };
  responses: Record<string, { content?: Record<string, Content>; 'x-codes'?: string[] }>;
  parameters?: { name: string; in: string }[];
}

const document = createApiDocument(ROUTES, VERSION) as {
  openapi: string;
  info: { version: string };
  paths: Record<string, Record<string, Operation>>;
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

test('the document is valid OpenAPI 3.1', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yichuang-openapi-'));
  const file = join(folder, 'openapi.json');
  // The validator is an ES module, which this runner cannot load: its own command can.
  const packageFolder = dirname(require.resolve('@seriousme/openapi-schema-validator/package.json'));
  try {
    writeFileSync(file, JSON.stringify(document));
    const said = execFileSync(process.execPath, [join(packageFolder, 'bin/validate-api-cli.js'), file]);
    expect(JSON.parse(said.toString())).toEqual({ valid: true });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  expect(document.openapi).toMatch(/^3\.1\./);
});

test('the document has the version of the product', () => {
  expect(document.info.version).toBe(packageJson.version);
});

test('every route is in the document, and every operation has a name of its own', () => {
  const named = operations.map(({ operation }) => operation.operationId);
  expect(new Set(named).size).toBe(named.length);
  expect(named).toEqual(expect.arrayContaining(ROUTES.map(({ operationId }) => operationId)));
});

test('no two routes share a method and an address', () => {
  const addresses = ROUTES.map(({ method, path }) => `${method} ${path}`);
  expect(new Set(addresses).size).toBe(addresses.length);
});

test('every operation says who may, what is written down, and how to sign in', () => {
  const silent = operations.filter(
    ({ operation }) =>
      typeof operation['x-permission'] !== 'string' ||
      operation['x-audit'] === undefined ||
      (operation.security.length === 0) !== (operation['x-permission'] === 'public'),
  );
  expect(silent).toEqual([]);
});

test('every change is written down under a name, but a check and an unfinished score', () => {
  const unwritten = ROUTES.filter(({ method, audit }) => method !== 'get' && audit === null);
  expect(unwritten.map(({ operationId }) => operationId).sort()).toEqual([
    'draftEvaluationScores',
    'draftReviewScores',
    'validateProgramme',
  ]);
});

test('every operation shows an example of what goes in and of what comes out', () => {
  const missing = operations.filter(({ operation }) => {
    const contents = [
      ...Object.values(operation.requestBody?.content ?? {}),
      ...Object.values(operation.responses['200']?.content ?? {}),
      ...Object.values(operation.responses['201']?.content ?? {}),
    ];
    const isFile = ({ schema }: Content) => schema?.contentMediaType !== undefined;
    return contents.some((content) => content.example === undefined && !isFile(content));
  });
  expect(missing.map(({ operation }) => operation.operationId)).toEqual([]);
});

test('every operation of the API names its errors by status, each with an example', () => {
  const wrong = operations
    .filter(({ path }) => path.startsWith('/api/'))
    .filter(({ operation }) => {
      const problems = Object.entries(operation.responses).filter(([status]) => Number(status) >= 400);
      return (
        problems.length === 0 ||
        problems.some(([status, { content, 'x-codes': codes = [] }]) => {
          const shown = Object.keys(content?.['application/problem+json']?.examples ?? {});
          const statuses = codes.map((code) => ERRORS[code as keyof typeof ERRORS].status);
          return codes.join() !== shown.join() || statuses.some((each) => String(each) !== status);
        })
      );
    });
  expect(wrong.map(({ operation }) => operation.operationId)).toEqual([]);
});

test('every path parameter of an address is declared', () => {
  const undeclared = operations.filter(({ path, operation }) => {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    const declared = (operation.parameters ?? []).filter((p) => p.in === 'path').map(({ name }) => name);
    return inPath.join() !== declared.sort().join();
  });
  expect(undeclared).toEqual([]);
});

const WITH_BODY = ROUTES.filter(({ body }) => body !== undefined);
test.each(WITH_BODY.map((route) => [route.operationId, route] as const))(
  'the example of what %s takes is taken',
  (_name, { body, examples }) => {
    const parsed = body?.safeParse(examples?.body ?? exampleOf(body, 'input'));
    expect(parsed?.error?.issues).toBeUndefined();
  },
);

const WITH_REPLY = ROUTES.filter(({ reply }) => reply.schema !== undefined);
test.each(WITH_REPLY.map((route) => [route.operationId, route] as const))(
  'the example of what %s answers fits what it declares',
  (_name, { reply, examples }) => {
    const parsed = reply.schema?.safeParse(examples?.reply ?? exampleOf(reply.schema, 'output'));
    expect(parsed?.error?.issues).toBeUndefined();
  },
);

test("every error of the table is some route's, but those of no route and of nobody who asks", () => {
  const answered = new Set(
    operations.flatMap(({ operation }) =>
      Object.values(operation.responses).flatMap(({ 'x-codes': codes = [] }) => codes),
    ),
  );
  const elsewhere = ERROR_CODES.filter((code) => !answered.has(code));
  // The method is refused before there is a route; a peer's empty reservation is told to the peer, in the ledger.
  expect(elsewhere.sort()).toEqual(['FUND_RESERVATION', 'METHOD_NOT_ALLOWED']);
});
