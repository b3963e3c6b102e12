import { describe, expect, test } from 'vitest';
import { markdown } from '../../../src/report/markdown.ts';
import { posturePage } from '../../../src/report/posture/blocks.ts';
import { catalog } from '../../../src/services/index.ts';
import {
  authorities,
  cipherPolicies,
  figureEntries,
  type FigureEntry,
  type FigureId,
  mutual,
  questions,
  renewing,
  validity,
} from '../../../src/report/posture/figures-catalog.ts';
import { standingOf } from '../../../src/report/standing.ts';
import { oldestOf } from '../../../src/report/tls.ts';
import type { OutcomeName } from '../../../src/core/model/outcome.ts';
import { postureOf } from '../../../src/report/posture/posture.ts';
import type { Posed } from '../../../src/report/posture/posed.ts';
import { at, entry, fixed, item, mapOf, one, open, posed, target, two } from './kit.ts';

const figures = (more: Partial<Posed>) =>
  new Map(postureOf(posed(more)).figures.map((figure) => [figure.id, figure]));
const value = (id: FigureId, more: Partial<Posed>) => figures(more).get(id)?.value;

const caller = (count: number, more: object = {}) => ({ count, first: at, last: at, ...more });
const seen = (...callers: readonly ReturnType<typeof caller>[]): Posed['findings'] => [
  {
    target: target('a'),
    lastSeen: at,
    is: 'reported',
    evidence: {
      at,
      asked: 'x',
      answer: {
        is: 'seen',
        since: at,
        until: at,
        source: 's',
        count: 1,
        atLeast: false,
        callers,
        cleanAfter: at,
      },
    },
  },
];
const door = (id: string, ...oldest: readonly (string | undefined)[]) => ({
  target: target(id),
  onward: [],
  terms: oldest.map((version) => (version === undefined ? {} : { oldest: version })),
});
const renewed = (name: string, renews: 'yes' | 'no' | 'unknown', more: object = {}) => ({
  id: `arn:aws:acm:eu-west-1:${one}:certificate/${name}`,
  name,
  kind: 'ACM',
  renews,
  why: 'W.',
  account: one,
  region: 'eu-west-1',
  when: 'later' as const,
  owners: [],
  ...more,
});
const calendar = (...certificates: readonly ReturnType<typeof renewed>[]) => ({ certificates, unread: [] });
const policyPlan = (set: string, before: string | null, after: string) => ({
  ...planOf('policy'),
  changes: [{ set, on: 'x', before, after, impact: [] }],
});
const [long, late] = ['2026-01-01T00:00:00.000Z', '2026-02-20T00:00:00.000Z'];
const certificate = 'acm-certificate-valid';

/** Each figure: what is there, and its value. */
const rows: readonly (readonly [what: string, id: FigureId, more: Partial<Posed>, value: number | null])[] = [
  ['all valid', 'certificates-valid', { items: [item('a', certificate, 'compliant')] }, 1],
  [
    'an unknown one is not valid',
    'certificates-valid',
    { items: [item('a', certificate, 'compliant'), item('b', certificate, 'unknown')] },
    0.5,
  ],
  [
    'what is imported or kept by IAM is not renewed, valid or not; what nothing uses is not asked, nor is an authority',
    'certificates-automated',
    {
      certificates: calendar(
        renewed('a', 'yes', { serves: ['x'] }),
        renewed('b', 'no', { serves: ['x'] }),
        renewed('c', 'unknown'),
        renewed('d', 'no', { serves: [] }),
        renewed('e', 'no', { id: 'arn:aws:acm-pca:eu-west-1:1:certificate-authority/e' }),
        renewed('f', 'no', { id: 'arn:aws:iam::1:server-certificate/f' }),
      ),
    },
    1 / 3,
  ],
  [
    'of none it is known who renews it',
    'certificates-automated',
    { certificates: calendar(renewed('a', 'unknown')) },
    null,
  ],
  [
    'without a look nobody knows who renews',
    'certificates-automated',
    { items: [item('a', 'elb-listener-acm-certificate', 'compliant')] },
    null,
  ],
  [
    'over, and near its end',
    'certificates-over',
    {
      items: [
        item('a', certificate, 'reported', { plan: { ...planOf('ended') } }),
        item('b', certificate, 'reported', { plan: { ...planOf('imported') } }),
      ],
    },
    1,
  ],
  [
    'near misses are those that did not end, of thirty days',
    'certificate-near-misses',
    {
      entries: [
        entry('a', certificate, late, open('a', certificate, 'imported')),
        entry('b', certificate, late, open('b', certificate, 'ended')),
        entry('c', certificate, long, open('c', certificate, 'imported')),
        entry('d', 'takes-tls', late, open('d', 'takes-tls')),
      ],
    },
    1,
  ],
  [
    'unknown is neither at fault nor in order',
    'certificate-failures',
    {
      items: [
        item('a', certificate, 'compliant'),
        item('b', certificate, 'reported'),
        item('c', certificate, 'unknown'),
      ],
    },
    0.5,
  ],
  ['of none it is known', 'certificate-failures', { items: [item('c', certificate, 'failed')] }, null],
  [
    'until in order',
    'certificate-resolution',
    {
      entries: [
        entry('a', certificate, '2026-02-20T00:00:00.000Z', open('a', certificate)),
        entry('a', certificate, '2026-02-20T01:00:00.000Z', fixed('a', certificate)),
        entry('b', 'takes-tls', '2026-02-20T00:00:00.000Z', open('b', 'takes-tls')),
        entry('b', 'takes-tls', '2026-02-20T05:00:00.000Z', fixed('b', 'takes-tls')),
      ],
    },
    3600,
  ],
  ['a private CA', 'private-ca-healthy', { items: [item('a', 'private-ca-healthy', 'reported')] }, 0],
  [
    'hops, with a look',
    'communications-encrypted',
    {
      items: [item('a', 'takes-tls', 'compliant')],
      map: mapOf([
        ['internet', 'a', 'encrypted'],
        ['a', 'b', 'enforced'],
        ['a', 'c', 'unknown'],
        ['a', 'd', 'plaintext'],
      ]),
    },
    0.5,
  ],
  [
    'resources, without one',
    'communications-encrypted',
    { items: [item('a', 'takes-tls', 'compliant'), item('b', 'takes-tls', 'skipped')] },
    0.5,
  ],
  [
    'a resource is good when all of its findings are',
    'communications-encrypted',
    {
      items: [
        item('a', 'takes-tls', 'compliant'),
        { ...item('a', 'takes-tls', 'reported'), finding: 'other' },
      ],
    },
    0,
  ],
  [
    'the version counts, and not which policies are accepted',
    'tls-1-2',
    {
      stops: [door('a', 'TLS 1.2'), door('b', 'TLS 1.0'), door('c', 'TLS 1.3')],
      items: [
        item('a', 'elb-listener-tls-policy', 'reported'),
        item('b', 'elb-listener-tls-policy', 'compliant'),
      ],
    },
    2 / 3,
  ],
  [
    'one door is enough to be old, and not to be new; what has none is left out',
    'tls-1-2',
    {
      stops: [
        door('a', 'TLS 1.2', 'TLS 1.0'),
        door('b', 'TLS 1.2', undefined),
        door('c', 'TLS 1.0', undefined),
        door('d', 'TLS 1.2'),
        door('e'),
      ],
    },
    1 / 3,
  ],
  [
    'a way out has a version too',
    'tls-1-2',
    { stops: [{ ...door('a', 'TLS 1.2'), onward: [{ to: 'x', oldest: 'TLS 1.0' }] }, door('b', 'TLS 1.2')] },
    0.5,
  ],
  [
    'without a look the plan tells, compliance does not, and a tunnel speaks no TLS',
    'tls-1-2',
    {
      items: [
        oldTls('a', 'remediated', policyPlan('sslPolicy', '', 'ELBSecurityPolicy-TLS13-1-2-2021-06')),
        oldTls('b', 'reported', policyPlan('minimumProtocolVersion', 'TLSv1_2016', 'TLSv1.2_2021')),
        oldTls('c', 'compliant'),
        item('d', 'vpn-tunnel-strength', 'reported'),
      ],
    },
    0.5,
  ],
  ['of none it is told', 'tls-1-2', { stops: [door('a', undefined)] }, null],
  [
    'a door that takes nothing older is counted, with no plan at all',
    'tls-1-3',
    {
      stops: [door('a', 'TLS 1.3'), door('b', 'TLS 1.2'), door('c', undefined)],
      items: [oldTls('a', 'compliant')],
    },
    0.5,
  ],
  ['seen with old TLS', 'old-tls-clients', { findings: seen(caller(3, { tls: 'TLSv1' }), caller(4)) }, 3],
  [
    'no log was read',
    'old-tls-clients',
    { findings: [{ target: target('a'), lastSeen: at, is: 'reported' }] },
    null,
  ],
  ['ciphers', 'strong-ciphers', { items: [item('a', 'elb-listener-tls-policy', 'reported')] }, 0],
  [
    'looked at after the moment that an event names; what the sweep found is left out',
    'plaintext-looked-at-after',
    {
      entries: [
        entry('a', 'takes-tls', '2026-02-20T00:02:00.000Z', open('a', 'takes-tls'), {
          by: 'event',
          at: '2026-02-20T00:00:00.000Z',
        }),
        entry('b', 'takes-tls', '2026-02-20T09:00:00.000Z', open('b', 'takes-tls')),
      ],
    },
    120,
  ],
  [
    'remediated',
    'plaintext-remediated-after',
    {
      entries: [
        entry('a', 'takes-tls', '2026-02-20T00:00:00.000Z', open('a', 'takes-tls')),
        entry('a', 'takes-tls', '2026-02-20T02:00:00.000Z', fixed('a', 'takes-tls')),
        entry('b', certificate, '2026-02-20T00:00:00.000Z', open('b', certificate)),
        entry('b', certificate, '2026-02-20T09:00:00.000Z', fixed('b', certificate)),
      ],
    },
    7200,
  ],
  [
    'the oldest that is open',
    'plaintext-open-for',
    {
      map: mapOf([]),
      items: [
        item('a', 'takes-tls', 'reported', { since: '2026-03-01T11:00:00.000Z' }),
        item('b', 'takes-tls', 'compliant', { since: long }),
        item('c', certificate, 'reported', { since: long }),
      ],
    },
    3600,
  ],
  ['none is open, as a look shows', 'plaintext-open-for', { map: mapOf([]) }, 0],
  ['mutual TLS', 'mutual-tls', { items: [item('a', 'alb-listener-mutual-tls', 'compliant')] }, 1],
  [
    'principals, by requests',
    'requests-with-principal',
    { findings: seen(caller(3, { principal: 'arn:aws:iam::1:role/x' }), caller(1)) },
    0.75,
  ],
  [
    'each run once, of thirty days',
    'errors-after-a-fix',
    {
      entries: ['2026-02-20T00:00:00.000Z', '2026-02-21T00:00:00.000Z', long].map((when) =>
        entry('a', 'takes-tls', when, {
          is: 'regressed',
          plan: planOf('w'),
          because: [],
          run: when === long ? 'run-0' : 'run-1',
        }),
      ),
    },
    1,
  ],
  [
    'no finding about identity is no proof',
    'authentication-coverage',
    {
      items: [
        item('a', 'takes-tls', 'compliant'),
        item('a', 'alb-listener-mutual-tls', 'compliant'),
        item('b', 'takes-tls', 'compliant'),
        item('c', 'takes-tls', 'compliant'),
        item('c', 'alb-listener-mutual-tls', 'unknown'),
        item('d', certificate, 'compliant'),
      ],
    },
    1 / 3,
  ],
  [
    'known',
    'findings-known',
    {
      items: [
        item('a', 'takes-tls', 'reported'),
        item('b', 'takes-tls', 'unknown'),
        item('c', 'takes-tls', 'failed'),
        item('d', 'takes-tls', 'skipped'),
      ],
    },
    0.5,
  ],
  [
    'not listed',
    'kinds-not-listed',
    { map: mapOf([]), unlisted: [{ account: one, region: 'eu-west-1', type: 'AWS::S3::Bucket' }] },
    1,
  ],
  ['nothing to list without a look', 'kinds-not-listed', {}, null],
  [
    'held',
    'findings-held',
    { map: mapOf([]), items: [item('a', 'takes-tls', 'skipped'), item('b', 'takes-tls', 'reported')] },
    1,
  ],
];

function oldTls(id: string, outcome: OutcomeName, told?: ReturnType<typeof planOf>) {
  const accepts = oldestOf(told, standingOf[outcome]);
  return item(id, 'elb-listener-tls-policy', outcome, { accepts, ...(told && { plan: told }) });
}
function planOf(why: string) {
  const outcome = open('a', certificate, why);
  if (!('plan' in outcome) || !outcome.plan) throw new Error('There is a plan.');
  return outcome.plan;
}

test.each(rows)('%s: %s', (_what, id, more, wanted) => {
  expect(value(id, more)).toEqual(wanted);
});

test('what is not known is told beside a share; what is no TLS, and what is only remembered, is no share', () => {
  const { says } =
    figures({
      stops: [door('a', 'TLS 1.2'), door('b', undefined)],
      items: [
        item('c', 'vpn-tunnel-strength', 'reported'),
        item('d', 'elb-listener-tls-policy', 'compliant', { accepts: 'TLS 1.2' }),
      ],
    }).get('tls-1-2') ?? {};
  expect(says).toBe('1 of 1 resource; of 2 more it is not known');
});

test('doors and certificates of one account are none of another', () => {
  const more = {
    stops: [door('a', 'TLS 1.2'), { ...door('b', 'TLS 1.0'), target: target('b', two) }],
    certificates: {
      certificates: [renewed('a', 'yes'), renewed('b', 'no', { account: two })],
      unread: [{ id: `arn:aws:acm:eu-west-1:${two}:certificate/x`, says: 'denied' }],
    },
  };
  const of = (id: FigureId, account: string) =>
    postureOf(posed(more), [account]).figures.find((figure) => figure.id === id);
  expect([one, two].map((account) => of('tls-1-2', account)?.value)).toEqual([1, 0]);
  expect([one, two].map((account) => of('certificates-automated', account)?.says)).toEqual([
    '1 of 1 certificate',
    '0 of 1 certificate; certificates of 1 resource could not be read',
  ]);
});

test('every figure that is measured has a row', () => {
  const never = Object.entries<FigureEntry>(figureEntries).flatMap(([id, { not }]) =>
    not === undefined ? [] : [id],
  );
  const tried = new Set(rows.map(([, id]) => id));
  expect([...tried, ...never].toSorted()).toEqual(Object.keys(figureEntries).toSorted());
});

/** What the source asks for, one word each: five about certificates, five about encryption, five about authentication; and coverage. */
test('nothing that is asked for is left out', () => {
  const of = Map.groupBy(
    Object.keys(questions),
    (id) => Object.entries(questions).find(([one1]) => one1 === id)?.[1],
  );
  expect(of.get('SEC09-BP01')).toEqual([
    'certificate-renewal',
    'certificate-incidents',
    'certificate-deployment',
    'certificate-validation',
    'private-ca',
  ]);
  expect(of.get('SEC09-BP02')).toEqual([
    'encrypted-share',
    'protocol-versions',
    'cipher-strength',
    'plaintext-times',
    'performance',
    'coverage',
  ]);
  expect(of.get('SEC09-BP03')).toEqual([
    'mutual-tls',
    'signed-requests',
    'authentication-failures',
    'identity-tokens',
    'authentication-coverage',
  ]);
  const answered = new Set(Object.values(figureEntries).map((entry1) => entry1.question));
  expect([...answered].toSorted()).toEqual(Object.keys(questions).toSorted());
});

test('the remediations that it names are there, and about what it says', () => {
  const matter = new Map(catalog.listings.map(({ id, concerns }) => [id, concerns.matter]));
  const of = (ids: readonly string[]) => [...new Set(ids.map((id) => matter.get(id)))];
  expect(of([...validity, ...renewing, ...authorities])).toEqual(['certificate']);
  expect(of(cipherPolicies)).toEqual(['old-tls']);
  expect(of(mutual)).toEqual(['identity']);
});

describe('of nothing', () => {
  test('nothing has a value, and each says why', () => {
    for (const { value: found, says, trend } of postureOf(posed()).figures) {
      expect(found).toBeNull();
      expect(says).toMatch(/^Not measurable here, because .+\.$/);
      expect(trend).toBeUndefined();
    }
  });
});

test('the trend is of the journal alone, by the same measure', () => {
  const entries = [
    entry('a', 'takes-tls', long, open('a', 'takes-tls')),
    entry('b', 'takes-tls', long, open('b', 'takes-tls')),
    entry('b', 'takes-tls', late, fixed('b', 'takes-tls')),
  ];
  const items = [item('a', 'takes-tls', 'compliant'), item('b', 'takes-tls', 'compliant')];
  const trend = figures({ entries, items }).get('communications-encrypted')?.trend;
  expect(trend).toEqual({ since: '2026-01-30T12:00:00.000Z', before: 0, now: 0.5, direction: 'better' });
  // Nine days ago is the first entry: seven days ago is the first that can be told of.
  expect(figures({ entries: entries.slice(2), items }).get('communications-encrypted')?.trend).toEqual({
    since: '2026-02-22T12:00:00.000Z',
    before: 1,
    now: 1,
    direction: 'same',
  });
  const today = entry('a', 'takes-tls', '2026-03-01T10:00:00.000Z', open('a', 'takes-tls'));
  expect(figures({ entries: [today], items }).get('communications-encrypted')?.trend).toBeUndefined();
});

test('of one account is nothing of another', () => {
  const items = [item('a', 'takes-tls', 'compliant'), item('b', 'takes-tls', 'reported', {}, two)];
  const of = (account?: string) =>
    postureOf(posed({ items }), account === undefined ? [] : [account]).figures.find(
      ({ id }) => id === 'communications-encrypted',
    )?.value;
  expect([of(), of(one), of(two)]).toEqual([0.5, 1, 0]);
});

test('the trend leaves out what is said beside a finding, and what is gone', () => {
  const aside = { is: 'refused', because: [] } as const;
  const entries = [
    entry('a', 'takes-tls', long, fixed('a', 'takes-tls')),
    entry('a', 'takes-tls', '2026-01-02T00:00:00.000Z', aside, { by: 'person' }),
    entry('b', 'takes-tls', long, { is: 'gone' }),
  ];
  expect(figures({ entries }).get('communications-encrypted')?.trend).toMatchObject({ before: 1, now: 1 });
});

test('the order of entries does not matter, in times too', () => {
  const entries = [
    entry('a', 'takes-tls', '2026-02-20T00:00:00.000Z', open('a', 'takes-tls')),
    entry('a', 'takes-tls', '2026-02-20T02:00:00.000Z', fixed('a', 'takes-tls')),
  ];
  expect(value('plaintext-remediated-after', { entries: entries.toReversed() })).toBe(7200);
});

test('logs of one account tell nothing of another', () => {
  const of = (account: string) =>
    postureOf(posed({ findings: seen(caller(3, { tls: 'TLSv1' })) }), [account]).figures.find(
      ({ id }) => id === 'old-tls-clients',
    )?.value;
  expect([of(one), of(two)]).toEqual([3, null]);
});

test('a name in bold stands apart from what is said of it, in Markdown too', () => {
  expect(markdown(posturePage(postureOf(posed())))).toContain('takes the same load');
  expect(markdown(posturePage(postureOf(posed())))).not.toMatch(/:\*\*\S/);
});

test('what no event told of is left out of the time until it was looked at, and counted', () => {
  const told = (id: string, by: 'event' | 'sweep' | 'person', moment?: string) =>
    entry(id, 'takes-tls', '2026-02-20T00:02:00.000Z', open(id, 'takes-tls'), {
      by,
      ...(moment !== undefined && { at: moment }),
    });
  const swept = [told('b', 'sweep'), told('c', 'person'), told('d', 'event')];
  const says = (entries: Posed['entries']) => figures({ entries }).get('plaintext-looked-at-after')?.says;
  expect(says([told('a', 'event', '2026-02-20T00:00:00.000Z'), ...swept])).toBe(
    'of 1; the longest 2 minutes (a); 3 findings left out: no event told of them',
  );
  expect(says(swept)).toBe(
    'Not measurable here, because the journal knows none that an event told of; 3 findings left out: no event told of them.',
  );
});

test('when plaintext began no event says, so its detection has no time', () => {
  const first = entry('a', 'takes-tls', late, open('a', 'takes-tls'), { by: 'event', at: long });
  expect(figures({ entries: [first] }).get('plaintext-detected-after')).toMatchObject({ value: null });
});

test('what the look that first saw it fixed is counted apart in the time until remediation', () => {
  const entries = [
    entry('a', 'takes-tls', late, fixed('a', 'takes-tls')),
    entry('b', 'takes-tls', long, open('b', 'takes-tls')),
    entry('b', 'takes-tls', late, fixed('b', 'takes-tls')),
  ];
  expect(figures({ entries }).get('plaintext-remediated-after')?.says).toMatch(
    /^of 2; .*; 1 by the look that first saw it$/,
  );
});

test('a share is rounded to its worse side', () => {
  const many = (bad: number) =>
    Array.from({ length: 300 }, (_, index) =>
      item(`c${index}`, certificate, index < bad ? 'reported' : 'compliant'),
    );
  const shown = markdown(posturePage(postureOf(posed({ items: many(1) }))));
  expect(shown).toMatch(/Certificates at fault \| \*\*1 %\*\* /);
  expect(shown).toMatch(/Certificates valid, renewal in order \| \*\*99 %\*\* /);
});

test.each([
  ['minimumProtocolVersion', 'TLSv1_2016', 'TLS 1.0'],
  ['securityPolicy', null, 'TLS, version unknown'],
  ['statement', 'x', 'plain text'],
])('a plan about %s from %s says that %s gets in', (set, before, accepted) => {
  expect(oldestOf(policyPlan(set, before, ''), 'open')).toBe(accepted);
});
