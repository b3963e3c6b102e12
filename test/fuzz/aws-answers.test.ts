import { describe, expect, test } from 'vitest';
import { canonical } from '../../src/core/model/json.ts';
import { securityHubPolicies } from '../../src/services/elbv2/facts/tls-policies.ts';
import type { Call } from '../../src/sandbox/world.ts';
import { onlyReads } from '../../src/sandbox/services.ts';
import { at, changed, pathsOf, type Path } from '../kit/event-examples.ts';
import { scenes, stage, type Answering, type Stage } from '../kit/account.ts';
import { isReference } from '../kit/reference-units.ts';

/** AWS's answers with members gone, nulled, of another type, too many, too large: of every read of every remediation. */

/** What is tried on every unit in `FUZZ=all`, and at every commit on the unit of each family. */
const thorough = process.env['FUZZ'] === 'all';
const tried = Object.keys(scenes).filter((id) => thorough || isReference(id));

const isRead = (operation: string): boolean => onlyReads(operation.split(':')[1] ?? '');
const told = ({ operation, input }: Pick<Call, 'operation' | 'input'>): string =>
  canonical([operation, input]);

/** One answer of each read that a whole life makes. */
const samplesOf = async (on: Stage): Promise<ReadonlyMap<string, object>> => {
  const samples = new Map<string, object>();
  await on.live((request, answer) => {
    const given = answer();
    if (isRead(request.operation) && !samples.has(request.operation))
      samples.set(request.operation, structuredClone(given));
    return given;
  }, true);
  return samples;
};

/** Of long lists the first two: the third item takes no other way through the code. */
const worth = (path: Path): boolean => path.every((key) => !/^\d+$/.test(key) || Number(key) < 2);
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const deep = (levels: number): unknown =>
  Array.from({ length: levels }).reduce<unknown>((inner) => ({ Statement: [inner] }), {});
const poisoned: unknown = JSON.parse(
  '{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}}',
);

const junk: readonly (readonly [string, unknown])[] = [
  ['gone', undefined],
  ['null', null],
  ['an empty list', []],
  ['an object', {}],
  ['a number', 7],
  ['another text', 'x'],
  ['poison', poisoned],
];

/**
 * Of each member: gone, and one more of the junk, in turn. `FUZZ=all` tries everything with everything, which takes
 * minutes; it was clean when this was written.
 */
const chosen = (index: number): typeof junk =>
  thorough ? junk : junk.filter((_, which) => which === 0 || which === 1 + (index % (junk.length - 1)));

const answering =
  (operation: string, alter: (given: object) => unknown): Answering =>
  (request, answer) => {
    const given = answer();
    if (request.operation !== operation) return given;
    const altered = alter(given);
    return isObject(altered) ? altered : {};
  };

/** What is wrong with a life in which AWS answered junk: nothing, if Waxseal did no harm. */
const harm = async (
  on: Stage,
  answers: Answering,
  wanted: ReadonlySet<string>,
): Promise<readonly string[]> => {
  const agreed = await on.live(answers, true).catch((error: unknown) => `threw ${String(error)}`);
  if (typeof agreed === 'string') return [agreed];
  const waiting = await on.live(answers, false).catch((error: unknown) => `threw ${String(error)}`);
  if (typeof waiting === 'string') return [waiting];
  const odd = agreed.host
    .writes()
    // Another policy of the accepted ones is as good, when AWS does not describe the first.
    .filter(
      ({ input }) =>
        !securityHubPolicies.some((name) => isObject(input) && at(input, ['SslPolicy']) === name),
    )
    .map(told)
    .filter((write) => !wanted.has(write));
  const said = agreed.outcome.is === 'failed' ? agreed.outcome.failure : undefined;
  return [
    ...odd.map((write) => `wrote ${write.slice(0, 200)}`),
    ...waiting.host.writes().map((write) => `wrote unasked ${told(write).slice(0, 200)}`),
    ...(said && (said.says === '' || said.todo === '') ? [`failed without a word: ${said.code}`] : []),
    ...(said && /orders|logging|polluted/.test(said.says) && said.code === 'unexpected'
      ? [`told ${said.says}`]
      : []),
    ...('polluted' in {} ? ['polluted'] : []),
  ];
};

const wantedBy = async (on: Stage): Promise<ReadonlySet<string>> => {
  const { host, outcome } = await on.live((_request, answer) => answer(), true);
  expect(['sealed', 'settling']).toContain(outcome.is);
  return new Set(host.writes().map(told));
};

describe.each(tried)('%s', (id) => {
  test('a member of an answer that is gone, null or something else', { timeout: 60_000 }, async () => {
    const on = await stage(id);
    const wanted = await wantedBy(on);
    expect(wanted.size).toBeGreaterThan(0);
    const found: string[] = [];
    for (const [operation, sample] of await samplesOf(on))
      for (const [index, path] of pathsOf(sample).filter(worth).entries())
        for (const [what, value] of chosen(index)) {
          const wrong = await harm(
            on,
            answering(operation, (given) => changed(given, path, value)),
            wanted,
          );
          found.push(...wrong.map((one) => `${operation} ${path.join('.')} ${what}: ${one}`));
        }
    expect(found).toEqual([]);
  });

  test('more members than AWS documents, and such as reach a prototype', async () => {
    const on = await stage(id);
    const wanted = await wantedBy(on);
    const more = (given: unknown): unknown => {
      if (Array.isArray(given)) return given.map(more);
      if (!isObject(given)) return given;
      const inner = Object.entries(given).map(([key, value]) => [key, more(value)] as const);
      const added = Object.fromEntries([...inner, ['Unheard', { of: [1] }], ['toString', 'x']]);
      Object.defineProperty(added, '__proto__', { value: { polluted: 'yes' }, enumerable: true });
      return added;
    };
    for (const operation of (await samplesOf(on)).keys())
      expect([operation, ...(await harm(on, answering(operation, more), wanted))]).toEqual([operation]);
  });

  test('texts of megabytes, deep nesting, no end of items', { timeout: 60_000 }, async () => {
    const on = await stage(id);
    const wanted = await wantedBy(on);
    const huge = 'a'.repeat((thorough ? 10 : 1) * 1024 * 1024);
    for (const [operation, sample] of await samplesOf(on)) {
      const texts = pathsOf(sample).filter((path) => typeof at(sample, path) === 'string');
      const last = texts.at(-1);
      const lists = pathsOf(sample).filter((path) => Array.isArray(at(sample, path)));
      const ways: readonly ((given: object) => unknown)[] = [
        ...(last ? [(given: object) => changed(given, last, huge)] : []),
        ...(last ? [(given: object) => changed(given, last, deep(1000))] : []),
        ...lists.slice(0, 1).map((path) => (given: object) => {
          const [item] = [at(given, path)].flat();
          return changed(
            given,
            path,
            Array.from({ length: 60 }, () => item),
          );
        }),
      ];
      for (const [index, way] of ways.entries()) {
        const wrong = await harm(on, answering(operation, way), wanted);
        expect([operation, index, ...wrong]).toEqual([operation, index]);
      }
    }
  });

  const turns: Readonly<Record<string, (page: number) => string>> = {
    'the same token again and again': () => 'a',
    'two tokens that take turns': (page) => (page % 2 === 0 ? 'a' : 'b'),
    'ever new tokens': (page) => `page-${page}`,
  };
  test.each(Object.entries(turns))('empty pages: %s', { timeout: 60_000 }, async (_name, token) => {
    const on = await stage(id);
    const marks = ['NextMarker', 'Marker', 'NextToken', 'ContinuationToken'];
    let paged = 0;
    for (const [operation, sample] of await samplesOf(on)) {
      let page = 0;
      const endless: Answering = (request, answer) => {
        const given = answer();
        if (request.operation !== operation) return given;
        page += 1;
        const next = Object.fromEntries(marks.map((mark) => [mark, token(page)]));
        return { ...Object.fromEntries(Object.keys(sample).map((key) => [key, []])), ...next };
      };
      const { host, outcome, calls } = await on.live(endless, true);
      const isPaged = outcome.is === 'failed' && outcome.failure.code === 'pages-without-end';
      if (isPaged) paged += 1;
      expect([operation, calls < 4000]).toEqual([operation, true]);
      // Whoever asks for one thing does not look at tokens; whoever asks for a list must not decide by half of it.
      expect([operation, isPaged ? host.writes() : []]).toEqual([operation, []]);
      expect([operation, page > 10 && !isPaged]).toEqual([operation, false]);
    }
    expect(paged).toBeGreaterThanOrEqual(id.startsWith('s3') ? 0 : 1);
  });

  test.each(Object.entries(turns))(
    'resources listed in empty pages: %s',
    { timeout: 60_000 },
    async (_name, token) => {
      const on = await stage(id);
      let page = 0;
      const listing = on.list((_request, answer) => {
        answer();
        page += 1;
        return { NextMarker: token(page), Marker: token(page), ContinuationToken: token(page) };
      });
      await expect(listing).rejects.toMatchObject({ name: 'WaxsealError', code: 'pages-without-end' });
      expect(page).toBeLessThan(2500);
    },
  );
});

test('the members are worth trying: each operation is answered and something in it matters', async () => {
  for (const id of tried) {
    const on = await stage(id);
    const samples = await samplesOf(on);
    expect(samples.size).toBeGreaterThan(1);
    expect([...samples.values()].flatMap((sample) => pathsOf(sample)).length).toBeGreaterThan(4);
  }
});

test.each(['SslProtocols', 'Ciphers', 'Name'])(
  'a security policy that AWS describes without its %s is not taken for one that loses nothing',
  async (member) => {
    const on = await stage('elb-listener-tls-policy');
    const half: Answering = (request, answer) => {
      const given = answer();
      if (!request.operation.endsWith(':DescribeSSLPolicies')) return given;
      const policies = [at(given, ['SslPolicies'])].flat();
      const cut = policies.map((one) =>
        at(one, ['Name']) === 'ELBSecurityPolicy-2016-08' ? changed(one, [member], undefined) : one,
      );
      return { ...given, SslPolicies: cut };
    };
    const { outcome, host } = await on.live(half, false);
    expect(outcome).toMatchObject({ is: 'advice', plan: { why: { id: 'policy-unknown' } } });
    expect(host.writes()).toEqual([]);
  },
);

describe('policies of buckets', () => {
  const odd: Readonly<Record<string, string>> = {
    empty: '',
    'not JSON': '{"Version":',
    null: 'null',
    list: '[]',
    'nested 1000 deep': JSON.stringify(deep(1000)),
    'nested 100000 lists deep': '['.repeat(100_000) + ']'.repeat(100_000),
    '10 MB': `{"Version":"2012-10-17","Statement":[],"Id":"${'a'.repeat(10 * 1024 * 1024)}"}`,
    '10 MB of quotes': '"'.repeat(10 * 1024 * 1024),
    'quotes and backslashes': `{"Id":"${'\\\\'.repeat(90_000)}`,
    'a name twice': '{"Version":"2012-10-17","Statement":[],"Statement":[{}]}',
    'a prototype': '{"__proto__":{"Statement":[]},"Version":"2012-10-17","Statement":[]}',
    'a constructor': '{"constructor":{"prototype":{}},"Version":"2012-10-17","Statement":[]}',
    'a statement that is a text': '{"Version":"2012-10-17","Statement":"Deny"}',
    'two statements of our name':
      '{"Version":"2012-10-17","Statement":[{"Sid":"WaxsealTlsOnly","Effect":"Maybe"},{"Sid":"WaxsealTlsOnly"}]}',
  };
  test.each(Object.entries(odd))('%s', async (_name, text) => {
    const on = await stage('s3-bucket-tls-only');
    const policy: Answering = (request, answer) =>
      request.operation === 's3:GetBucketPolicy' ? { Policy: text } : answer();
    const { outcome, host } = await on.live(policy, true);
    expect(outcome).toMatchObject({ is: 'unknown', why: { id: 'policy-unreadable' } });
    expect(host.writes()).toEqual([]);
    expect(JSON.stringify(outcome).length).toBeLessThan(2000);
  });
});
