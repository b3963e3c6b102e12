import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codes } from '../src/adapters/aws/aws-errors.ts';
import type { Family } from '../src/core/model/remediation.ts';
import { meant } from '../src/core/model/catalog-of.ts';
import { typesOf } from '../src/core/model/types-of.ts';
import { allRooms } from '../src/sandbox/services.ts';
import { catalog, listings, remediations } from '../src/services/index.ts';
import { resources } from '../src/services/resources.ts';
import { pageOf } from '../scripts/generate/remediation-page.ts';
import { fileNameOf } from '../scripts/generate/units.ts';
import { aloneInProcess } from './kit/alone.ts';
import { todosIn } from './kit/todos.ts';

/** What no type checks: names and directions. That what is generated is current, `npm run check` sees. */

const text = (path: string): string => readFileSync(path, 'utf8');
/** Comments and texts are no code. */
const code = (path: string): string =>
  text(path)
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/(^|\s)\/\/.*$/gm, '$1');
const modules = globSync(['src/**/*.ts', 'handlers/*.ts', 'infra/**/*.ts'])
  .map((path) => path.replaceAll('\\', '/'))
  .toSorted();

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}
const importPattern =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g;
const importsOf = (from: string): readonly Import[] =>
  [...code(from).matchAll(importPattern)].map(([, type, statically, lazily]) => {
    const target = statically ?? lazily ?? '';
    const to = target.startsWith('.') ? normalize(join(dirname(from), target)).replaceAll('\\', '/') : target;
    return { from, to, typeOnly: type !== undefined };
  });
const imports = modules.flatMap(importsOf);

/** `src/services/s3/facts/…` → `facts`, by the room in the service's folder; `src/core/…` → `core`; a package stays what it is. */
const partOf = (path: string): string => {
  if (/^src\/services\/(sandbox|slices)\.ts$/.test(path)) return 'registry of the sandbox';
  const room = /^src\/services\/[\w-]+\/([\w-]+)\/.+\.ts$/.exec(path)?.[1];
  if (room) return room === 'sandbox' ? 'simulated service' : room;
  if (/^src\/services\/[\w-]+\/[\w-]+\.ts$/.test(path)) return 'service';
  return /^(?:src\/)?([\w-]+)\/.+\.ts$/.exec(path)?.[1] ?? path;
};
const serviceOf = (path: string): string | undefined => /^src\/services\/([\w-]+)\//.exec(path)?.[1];
const isPackage = (to: string): boolean => !to.endsWith('.ts') && !to.endsWith('.json');
const isSdk = (to: string): boolean => /^@(aws-sdk|smithy)\//.test(to);

/** What each part may know of the others. Packages are evaluated apart. */
const mayKnow: Readonly<Record<string, readonly string[]>> = {
  core: ['core'],
  aws: ['aws', 'core'],
  intake: ['intake', 'aws', 'core'],
  services: ['services', 'service', 'remediations', 'resources', 'aws', 'core'],
  // `service.ts` and `iam.ts` of a room.
  service: ['service', 'facts', 'aws'],
  facts: ['facts', 'signs', 'aws', 'core'],
  parameters: ['parameters', 'families', 'dependants', 'facts', 'aws', 'core'],
  // Who was told to connect to a resource: what services of AWS tell of their own settings, each read in one place.
  dependants: ['dependants', 'facts', 'signs', 'aws', 'core'],
  families: ['families', 'aws', 'core'],
  // Readers of logs and metrics: they know what AWS records, and no remediation.
  evidence: ['evidence', 'facts', 'aws', 'core'],
  // What other services of AWS find of the same resources; they know no remediation.
  detectors: ['detectors', 'facts', 'intake', 'aws', 'core'],
  remediations: [
    'remediations',
    'resources',
    'parameters',
    'families',
    'dependants',
    'facts',
    'signs',
    'aws',
    'core',
  ],
  resources: ['resources', 'parameters', 'facts', 'signs', 'aws', 'core'],
  // Not the facts of its room: it is the other opinion, and what both took from one place could not contradict.
  'simulated service': ['simulated service', 'sandbox', 'aws', 'core'],
  'registry of the sandbox': ['simulated service', 'sandbox'],
  // What is asked and told is written by the report's words.
  adapters: ['adapters', 'evidence', 'services', 'intake', 'probe', 'aws', 'core', 'report'],
  'entry-points': ['entry-points', 'adapters', 'intake', 'core'],
  report: ['report', 'core', 'aws'],
  // The report and the journal as documents of others: findings, and packs for auditors.
  exports: ['exports', 'report', 'core', 'aws', 'code'],
  // Sockets, and nothing of AWS.
  probe: ['probe', 'core'],
  // What text tells of plaintext, and nothing of AWS.
  signs: ['signs'],
  code: ['code', 'signs'],
  // Documents for others to attach, by what the policy file and the journal say.
  guardrails: ['guardrails', 'intake', 'core'],
  sandbox: [
    'sandbox',
    'simulated service',
    'registry of the sandbox',
    'adapters',
    'aws',
    'core',
    'entry-points',
    'intake',
  ],
  cli: [
    'cli',
    'evidence',
    'detectors',
    'adapters',
    'aws',
    'core',
    'entry-points',
    'intake',
    'probe',
    'code',
    'signs',
    'guardrails',
    'exports',
    'services',
    'report',
    'sandbox',
  ],
  handlers: ['entry-points', 'services', 'core', 'adapters'],
  infra: [
    'infra',
    'evidence',
    'guardrails',
    'scripts',
    'services',
    'facts',
    'core',
    'aws',
    'adapters',
    'intake',
  ],
};
/** Packages that only compute. */
const computes = new Set([
  'zod/mini',
  'node:crypto',
  'node:util',
  'node:zlib',
  'd3-scale',
  'd3-shape',
  '@dagrejs/dagre',
  'ical-generator',
]);

describe('directions', () => {
  test('there is something to check', () => {
    expect(modules.length).toBeGreaterThan(60);
    expect(imports.length).toBeGreaterThan(modules.length);
  });

  test.each(Object.keys(mayKnow))('%s knows only what it may', (part) => {
    const wrong = imports
      .filter(({ from, to }) => partOf(from) === part && !isPackage(to))
      .filter(({ to }) => !(mayKnow[part] ?? []).includes(partOf(to)))
      .map(({ from, to }) => `${from} → ${to}`);
    expect(wrong).toEqual([]);
  });

  test('every part has its directions', () => {
    expect([...new Set(modules.map(partOf))].filter((part) => !(part in mayKnow))).toEqual([]);
  });

  test('no remediation knows another, and none knows a resource', () => {
    const units = new Set(modules.filter((path) => /\/remediations\/[\w-]+\.ts$/.test(path)));
    expect(units.size).toBe(Object.keys(remediations).length);
    const wrong = imports
      .filter(({ from, to }) => partOf(from) === 'remediations' && from !== to)
      .filter(({ to, typeOnly }) => units.has(to) || (partOf(to) === 'resources' && !typeOnly))
      .map(({ from, to }) => `${from} → ${to}`);
    expect(wrong).toEqual([]);
  });

  test('adapters know of the services how they are called, and no remediation', () => {
    const wrong = imports
      .filter(({ from, to }) => partOf(from) === 'adapters' && partOf(to) === 'services')
      .filter(({ to }) => !['src/services/calls.ts', 'src/services/facts.ts'].includes(to))
      .map(({ from, to }) => `${from} → ${to}`);
    expect(wrong).toEqual([]);
  });

  test('a service knows of another only its facts', () => {
    const wrong = imports
      .filter(({ from, to }) => serviceOf(from) && serviceOf(to) && serviceOf(from) !== serviceOf(to))
      .filter(({ to }) => partOf(to) !== 'facts')
      .map(({ from, to }) => `${from} → ${to}`);
    expect(wrong).toEqual([]);
  });

  test.each(['core', 'aws', 'facts', 'families', 'intake', 'report', 'exports'])(
    '%s does no input or output',
    (part) => {
      const wrong = imports
        .filter(({ from, to, typeOnly }) => partOf(from) === part && isPackage(to) && !typeOnly)
        .filter(({ to }) => !computes.has(to))
        .map(({ from, to }) => `${from} → ${to}`);
      expect(wrong).toEqual([]);
    },
  );

  test('the edge and the adapters load SDK clients when they are needed', () => {
    // The registries import lazily; units, resources and the sandbox bring their own client.
    const parts = new Set(['adapters', 'dependants', 'entry-points', 'handlers', 'intake', 'core']);
    const lazily = (path: string, to: string): boolean => code(path).includes(`import('${to}')`);
    const wrong = imports
      .filter(({ from, to, typeOnly }) => parts.has(partOf(from)) && isSdk(to) && !typeOnly)
      .filter(({ from, to }) => !lazily(from, to) && !from.includes('journal/dynamodb'))
      .map(({ from, to }) => `${from} → ${to}`);
    expect(wrong).toEqual([]);
  });
});

/** Files that import each other, directly or by way of others. Types count: who knows whom is what is asked. */
const circlesIn = (known: readonly Import[]): readonly string[] => {
  const next = Map.groupBy(known, ({ from }) => from);
  const reaches = (from: string, goal: string, seen: Set<string>): boolean =>
    (next.get(from) ?? []).some(({ to }) => {
      if (to === goal) return true;
      if (seen.has(to)) return false;
      seen.add(to);
      return reaches(to, goal, seen);
    });
  return [...next.keys()].filter((from) => reaches(from, from, new Set()));
};

describe('imports', () => {
  // The account of the sandbox is the sum of what its services keep: one generated type closes that circle.
  const isSum = ({ to, typeOnly }: Import): boolean => to.endsWith('/services/slices.ts') && typeOnly;

  test('none goes in a circle', () => {
    const inside = imports.filter((one) => !isSum(one));
    expect(inside.length).toBeGreaterThan(1_000);
    expect(circlesIn(inside)).toEqual([]);
  });
  test('a circle would be found', () => {
    const typeOnly = true;
    const ring = ['a', 'b', 'c'].map((from, at, all) => ({ from, to: all[(at + 1) % 3] ?? '', typeOnly }));
    expect(circlesIn([...ring, { from: 'd', to: 'a', typeOnly }])).toEqual(['a', 'b', 'c']);
  });
});

describe('the core', () => {
  const banned =
    /\bconsole\b|\bprocess\b|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bsetTimeout\(|\bfetch\(/;
  test('knows no clock, chance, environment or AWS client', () => {
    const core = modules.filter((path) =>
      ['core', 'aws', 'facts', 'families', 'dependants', 'intake'].includes(partOf(path)),
    );
    expect(core.length).toBeGreaterThan(20);
    const wrong = core.filter((path) => banned.test(code(path).replaceAll(/'[^'\n]*'|`[^`]*`/g, "''")));
    expect(wrong).toEqual([]);
  });
  test('the search for it finds it', () => {
    expect(
      ['Date.now()', 'process.env', 'new Date()', 'Math.random()'].every((found) => banned.test(found)),
    ).toBe(true);
    expect(banned.test('new Date(now)')).toBe(false);
  });
});

describe('functions', () => {
  const handlers = globSync('handlers/*.ts');
  test.each(handlers)('%s is at most 15 lines, and can be given ports', (path) => {
    const lines = text(path).trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(15);
    expect(text(path)).toMatch(/export const with(?:Ports|Environment)/);
    expect(text(path)).toMatch(/export const handler/);
  });
  test('there are some', () => expect(handlers.length).toBeGreaterThan(1));
});

/** What is only evaluated, or enforced by AWS. */
const writesNothing = (family: Family = 'own'): boolean => family === 'advice' || family === 'enforced';

describe('every remediation', () => {
  const ids = listings.map(({ id }) => id);
  test('there are some', () => expect(ids.length).toBeGreaterThan(0));

  describe.each(ids)('%s', (id) => {
    test('is named like its file, its test and its page', async () => {
      const { meta } = await catalog.remediation(id);
      expect(meta.id).toBe(id);
      const room = (side: string, end: string): number =>
        globSync(`${side}/services/*/remediations/${id}${end}`).length;
      expect([room('src', '.ts'), room('test', '.test.ts')]).toEqual([1, 1]);
      expect(existsSync(`docs/remediations/${id}.md`)).toBe(true);
    });
    test('asks for single actions only, reads with reads', async () => {
      const { meta, fields } = await catalog.remediation(id);
      const { read, write, undo } = meta.permissions;
      expect([...read, ...write, ...undo].filter((action) => !/^[a-z0-9-]+:[A-Z]\w+$/.test(action))).toEqual(
        [],
      );
      // IAM calls those of API Gateway by the verbs of HTTP.
      expect(
        read.filter((action) => !/:(BatchGet|GET$|Get|List|Lookup|Describe|Head|Search)/.test(action)),
      ).toEqual([]);
      expect(write.length === 0, 'a remediation that writes nothing').toBe(writesNothing(meta.family));
      expect(Object.keys(fields).length === 0, 'fields that nobody may write').toBe(
        writesNothing(meta.family),
      );
    });
    test('has a resource, AWS pages, and defaults for every setting', async () => {
      const { meta, settings } = await catalog.remediation(id);
      const types = typesOf(meta);
      const its = await Promise.all(types.map((type) => catalog.resource(type)));
      expect(its.map(({ type }) => type)).toEqual([...new Set(types)]);
      expect(new Set(its.map(({ home }) => JSON.stringify(home))).size, 'one home for all types').toBe(1);
      expect(meta.docs.length).toBeGreaterThan(0);
      expect(meta.docs.filter((url) => !url.startsWith('https://docs.aws.amazon.com/'))).toEqual([]);
      expect(settings.safeParse({}).success).toBe(true);
    });
  });
});

describe('every resource', () => {
  test.each(Object.keys(resources))('%s is named like its file, with single actions', async (type) => {
    expect(globSync(`src/services/*/resources/${fileNameOf(type)}.ts`)).toHaveLength(1);
    const { permissions } = await catalog.resource(type);
    expect(permissions.filter((action) => !/^[a-z0-9-]+:[A-Z]\w+$/.test(action))).toEqual([]);
  });
});

describe('the sandbox', () => {
  const folders = globSync('src/services/*/').map((path) => path.replaceAll('\\', '/').split('/')[2] ?? '');

  test('there are services', () => expect(folders.length).toBeGreaterThan(10));
  test.each(folders)('%s plays a service, or says why it does not', async (folder) => {
    expect(existsSync(`src/services/${folder}/sandbox/index.ts`), 'sandbox/index.ts').toBe(true);
    const module: unknown = await import(`../src/services/${folder}/sandbox/index.ts`);
    const room: unknown =
      typeof module === 'object' && module !== null ? Reflect.get(module, 'default') : undefined;
    expect(room).toBeTypeOf('object');
    if (typeof room === 'object' && room !== null && 'none' in room)
      expect(room.none).toMatch(/^[A-Z].{20,}\.$/);
    else expect(new Map(allRooms).get(folder)).toBe(room);
  });

  /** What names a service other than those with which Waxseal does its own business. */
  const names = allRooms.filter(([, { business }]) => !business);
  const either = (words: readonly string[]): string => `(?:${words.join('|')})`;
  // A prefix can be a word of every day (EventBridge's is): only before an operation is it one. In an ARN it names nothing: behind a
  // partition, or before two colons.
  const naming = new RegExp(
    String.raw`\b(?<!arn:(?:aws|\$\{[\w.]+\}):)(?:${either(names.flatMap(([key, { client }]) => [key, client]))}\b(?!-|::)|${either(names.map(([, { prefix }]) => prefix))}:(?=[A-Z$*]))`,
  );
  const shared = globSync(['src/sandbox/**/*.ts', 'src/cli/demo/*.ts']);
  test('nothing that services share names one', () => {
    expect(shared.length).toBeGreaterThan(20);
    expect(shared.filter((path) => naming.test(code(path)))).toEqual([]);
  });
  test('the search for it finds it', () => {
    const found = ['({ s3 }) => s3', 'new S3Client({})', "'elasticloadbalancingv2:ModifyRule'"];
    expect(found.filter((one) => naming.test(one))).toEqual(found);
    expect(naming.test("'s3-bucket-tls-only', world().ssm, AmazonS3, arn:aws:s3:::orders")).toBe(false);
  });
  test('of the rooms it imports only those of its own business', () => {
    const business = new Set(allRooms.filter(([, room]) => room.business).map(([key]) => key));
    const wrong = imports
      .filter(({ from, to }) => shared.includes(from) && serviceOf(to) !== undefined)
      .filter(({ to }) => !business.has(serviceOf(to) ?? ''))
      .map(({ from, to }) => `${from} → ${to}`);
    expect(wrong).toEqual([]);
  });
  test('rooms load without what is generated from them', () => {
    const generated = new Set(
      ['sandbox', 'slices', 'index', 'resources'].map((it) => `src/services/${it}.ts`),
    );
    const reached = new Set<string>(modules.filter((path) => partOf(path) === 'simulated service'));
    for (const from of reached)
      for (const { to, typeOnly } of importsOf(from)) if (!typeOnly && !isPackage(to)) reached.add(to);
    expect([...reached].filter((path) => generated.has(path))).toEqual([]);
  });
});

test('nothing of a room is left to be done', () => {
  expect(todosIn()).toEqual([]);
});

test('IAM actions are named one by one', () => {
  // Resource policies that we write may say `s3:*`; permissions of ours may not.
  const wrong = globSync(['infra/**/*.ts']).filter((path) => /'[a-z0-9-]+:[A-Za-z]*\*'/.test(code(path)));
  expect(wrong).toEqual([]);
});

describe('documents', () => {
  const decisions = globSync('docs/decisions/[0-9]*.md')
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted();
  const numberOf = (path: string): number => Number(/\/(\d{4})-/.exec(path)?.[1]);

  test.each(decisions)('%s is headed by its number', (path) => {
    expect(text(path)).toMatch(new RegExp(`^# ${numberOf(path)}\\. `));
  });
  test('no two decisions have one number', () => {
    const numbers = decisions.map(numberOf);
    expect(numbers.length).toBeGreaterThan(15);
    expect(numbers.filter((one, at) => numbers.indexOf(one) !== at)).toEqual([]);
  });

  /** A path in backticks, or a pattern that should match some; not one with a name to be filled in. */
  const pathsIn = (page: string): readonly string[] =>
    [
      ...page.matchAll(
        /`((?:bench|bin|docs|examples|handlers|infra|runbooks|schema|scripts|src|test)\/[\w./*{},-]*)`/g,
      ),
    ].map(([, path = '']) => path);
  const pages = ['README.md', 'AGENTS.md', ...globSync('docs/**/*.md')];

  test('every path that a page names is there', () => {
    const all = pages.flatMap((page) => pathsIn(text(page)).map((path) => ({ page, path })));
    expect(all.length).toBeGreaterThan(100);
    const gone = all.filter(({ path }) => globSync(path).length === 0);
    expect(gone.map(({ page, path }) => `${page}: ${path}`)).toEqual([]);
  });
  test('every link to another page leads to one', () => {
    const all = pages.flatMap((page) =>
      [...text(page).matchAll(/\]\(([\w./-]+)(?:#[\w-]*)?\)/g)].map(([, to = '']) => ({ page, to })),
    );
    expect(all.length).toBeGreaterThan(50);
    const gone = all.filter(({ page, to }) => !existsSync(join(dirname(page), to)));
    expect(gone.map(({ page, to }) => `${page}: ${to}`)).toEqual([]);
  });
  test('the search for them finds them', () => {
    expect(pathsIn('`src/core` `test/services/<service>/x.ts` `src/*/y.ts` src/core/z.ts')).toEqual([
      'src/core',
      'src/*/y.ts',
    ]);
  });
});

describe('errors', () => {
  const inTables = (page: string): readonly string[] =>
    [...page.matchAll(/^\| ([^|]*)\|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([a-z0-9-]+)`/g)].map(([, found = '']) => found),
    );
  const documented = inTables(text('docs/errors.md'));
  const found = (pattern: RegExp) =>
    modules.flatMap((path) => [...code(path).matchAll(pattern)].map(([, one = '']) => ({ path, one })));
  const thrown = [
    ...found(/\bcode: '([a-z0-9-]+)'/g),
    ...found(/\b(?:new UsageError|throw refused|notSaid)\(\s*'([a-z0-9-]+)'/g),
  ];

  /** Why the engine and the gate did what they did: `check` of a reason. */
  const reasons = [
    ...found(/\bcheck(?::| =) '([a-z0-9-]+)'/g),
    ...found(/\brefused\(\s*'([a-z0-9-]+)'/g),
    ...found(/'((?:canary|probe)-[a-z-]+)'/g),
  ]
    .filter(({ path }) => /^src\/(?:core|entry-points|adapters)\//.test(path))
    .concat(found(/^ {2}'?([a-z-]+)'?: \(\{/gm).filter(({ path }) => path === 'src/core/policy/gate.ts'));

  const roomIn = (path: string): string => /^src\/services\/(\w+)\//.exec(path)?.[1] ?? '';
  /** `sqs some-code`, of what a unit says of its own. */
  const ownErrors = async (): Promise<ReadonlySet<string>> => {
    const units = await Promise.all(
      globSync('src/services/*/remediations/*.ts').map(
        async (path) => [path, await catalog.remediation(basename(path, '.ts'))] as const,
      ),
    );
    return new Set(
      units.flatMap(([path, { meta }]) =>
        Object.keys(meta.errors ?? {}).map((code_) => `${roomIn(path.replaceAll('\\', '/'))} ${code_}`),
      ),
    );
  };

  test('each code is documented: in docs/errors.md, or by a remediation of the room that throws it', async () => {
    expect(thrown.length).toBeGreaterThan(40);
    const own = await ownErrors();
    const wrong = thrown
      .filter(({ path, one }) => !documented.includes(one) && !own.has(`${roomIn(path)} ${one}`))
      .map(({ path, one }) => `${path}: ${one}`);
    expect(wrong).toEqual([]);
    expect(codes.filter((one) => !documented.includes(one))).toEqual([]);
  });
  test('the page of a remediation shows what it documents', async () => {
    const unit = await catalog.remediation('s3-bucket-tls-only');
    const errors = { 'bucket-odd': { says: 'The bucket is odd.', todo: 'Wait.' } };
    const resource = [await catalog.resource(unit.meta.resourceType)];
    const page = pageOf({ ...unit, meta: { ...unit.meta, errors } }, resource);
    expect(page).toContain('| `bucket-odd` | The bucket is odd. | Wait. |');
    expect(pageOf(unit, resource)).not.toContain('Errors of its own');
  });
  test('an error that a remediation documents is thrown in its room, and nowhere else', async () => {
    const elsewhere = [...(await ownErrors())].filter((own) => {
      const [room, code_] = own.split(' ');
      const places = thrown.filter(({ one }) => one === code_);
      return places.length === 0 || places.some(({ path }) => roomIn(path) !== room);
    });
    expect(elsewhere).toEqual([]);
  });
  test('each reason of the gate, of a run and of a refused undo is documented there', () => {
    const every = new Set(reasons.map(({ one }) => one));
    for (const one of ['step-after', 'exemption', 'canary-calm', 'probe-refused', 'resumed', 'undo-rejected'])
      expect(every).toContain(one);
    expect([...every].filter((one) => !documented.includes(one))).toEqual([]);
  });
  test('each documented code can be met, and stands there once', () => {
    const met = new Set([...codes, ...[...thrown, ...reasons].map(({ one }) => one)]);
    expect(documented.filter((one) => !met.has(one))).toEqual([]);
    expect(documented.filter((one, at) => documented.indexOf(one) !== at)).toEqual([]);
  });
  test('the search for them finds them, and no words of a sentence', () => {
    expect(inTables('| `a-b` `c` (a reason) | Not `d`. | `e` |\n|---|---|\n`f`')).toEqual(['a-b', 'c']);
  });
});

describe('tests', () => {
  const tests = globSync('test/**/*.test.ts').filter((path) => !path.includes('.scratch'));
  test('none is skipped, alone or postponed', () => {
    expect(tests.length).toBeGreaterThan(20);
    const wrong = tests.filter((path) =>
      /\b(?:test|it|describe)\.(?:skip|only|todo|fails)\b|\bx(?:it|test)\(/.test(code(path)),
    );
    expect(wrong.filter((path) => path !== 'test/house.test.ts')).toEqual([]);
  });
  test('those that replace modules have a process to themselves', () => {
    const replacing = tests.filter((path) => /\bvi\.(?:mock|doMock|resetModules)\(/.test(code(path)));
    expect(replacing).toEqual(aloneInProcess);
  });
});

test('nothing of the machine it was written on is in it', () => {
  const local = new RegExp(['/work/', '/root/', '/tmp/'].map((path) => `${path}\\w`).join('|'));
  const files = globSync([
    'src/**/*.ts',
    'handlers/*',
    'scripts/**/*.ts',
    'bench/*',
    'docs/**/*.md',
    'README.md',
    'infra/**/*.ts',
  ]);
  expect(files.filter((path) => local.test(text(path)))).toEqual([]);
});

test('a misspelt id is understood', () => {
  expect(
    meant(
      's3-bucket-tls-onyl',
      listings.map(({ id }) => id),
    ),
  ).toBe('s3-bucket-tls-only');
});
