/** Inputs that nobody sends by mistake alone, and what has to become of each. */

const deep = (levels: number): string => `${'['.repeat(levels)}1${']'.repeat(levels)}`;

/** Bodies that no route takes, whatever it declares: each as it goes over the wire. */
export const BODIES_NOBODY_TAKES: Record<string, string> = {
  'text that is not JSON': 'not json',
  'JSON that is cut off': '{"title": "a',
  null: 'null',
  'an array': '[]',
  'a number': '17',
  'a string': '"text"',
  'a field nobody declared': '{"nobodyDeclaredThis": 1}',
  'a prototype': '{"__proto__": {"isAdmin": true}}',
  'a constructor': '{"constructor": {"prototype": {"isAdmin": true}}}',
  'a query operator': '{"$where": "sleep(1000)"}',
  'nesting of 100 levels': `{"a": ${deep(100)}}`,
  'nesting of 100,000 levels': `{"a": ${deep(100_000)}}`,
  'five megabytes': `{"a": "${'x'.repeat(5 * 1024 * 1024)}"}`,
};

/** Values that no field takes, whatever it declares: as JSON. */
export const VALUES_NOBODY_TAKES: Record<string, string> = {
  'a NUL character': '"a\\u0000b"',
  'half a surrogate pair': '"a\\ud800b"',
  'an operator': '{"$gt": ""}',
  'an operator that compares': '{"$ne": null}',
  'a prototype': '{"__proto__": {"a": 1}}',
  'a deep value': deep(64),
  'a huge text': `"${'x'.repeat(200_000)}"`,
};

/** Values that most fields refuse; where one is taken, that is right too. */
export const ODD_VALUES = [
  'null',
  'true',
  '-1',
  '1.5',
  '1e308',
  '1e400',
  '9007199254740993',
  '""',
  '" "',
  '"0"',
  '"9999-99-99T99:99:99Z"',
  '"+999999-01-01T00:00:00Z"',
  '"<script>alert(1)</script>"',
  '[]',
  '[[]]',
  '{}',
  '{"amount": 1}',
];

export const PATH_PARTS_NOBODY_TAKES = [
  '%00',
  '%E0%A4%A',
  '%ff',
  '..%2F..%2Fetc%2Fpasswd',
  '$gt',
  '__proto__',
  'constructor',
  '%7B%22$gt%22:%22%22%7D',
  'x'.repeat(5_000),
  'prj_',
  '-1',
];

export const QUERIES_NOBODY_TAKES = [
  'limit=0',
  'limit=-1',
  'limit=201',
  'limit=abc',
  'limit=1&limit=2',
  'limit[]=1',
  'limit[$gt]=1',
  'cursor=',
  'cursor=not-a-cursor',
  `cursor=${Buffer.from('{"at":{"$gt":""},"id":"x"}').toString('base64url')}`,
  `cursor=${Buffer.from('{"at":1,"id":{"$gt":""}}').toString('base64url')}`,
  'cursor=a&cursor=b',
  'q=%00',
  `q=${'x'.repeat(1_000)}`,
  'q[$ne]=1',
  'sort=$where',
  'sort=password',
  'count=maybe',
  'minVersion=-1',
  'minVersion=abc',
  'nobodyDeclaredThis=1',
  '__proto__=1',
  '__proto__[a]=1',
  'constructor=1',
  '$where=1',
];

export type Path = (string | number)[];

/** Where the leaves and the branches of a value are, the value itself left out. */
export function pathsIn(value: unknown, path: Path = []): Path[] {
  if (value === null || typeof value !== 'object') return [];
  const keys = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
  return keys.flatMap((key) => {
    const here = [...path, key];
    return [here, ...pathsIn((value as Record<string | number, unknown>)[key], here)];
  });
}

const MARK = 'the-value-goes-here';

/** A value's JSON with the part at a path replaced by a text, which need not be JSON that any value could give. */
export function withPart(value: unknown, path: Path, json: string): string {
  const copy = structuredClone(value) as Record<string | number, unknown>;
  const parent = path
    .slice(0, -1)
    .reduce<Record<string | number, unknown>>(
      (part, key) => part[key] as Record<string | number, unknown>,
      copy,
    );
  parent[path.at(-1) ?? ''] = MARK;
  return JSON.stringify(copy).replace(JSON.stringify(MARK), () => json);
}

/** A value's JSON without the part at a path. */
export function withoutPart(value: unknown, path: Path): string {
  const copy = structuredClone(value) as Record<string | number, unknown>;
  const parent = path
    .slice(0, -1)
    .reduce<Record<string | number, unknown>>(
      (part, key) => part[key] as Record<string | number, unknown>,
      copy,
    );
  delete parent[path.at(-1) ?? ''];
  return JSON.stringify(copy);
}
