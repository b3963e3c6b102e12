import { describe, expect, test } from 'vitest';
import type { OutcomeName } from '../../../src/core/model/outcome.ts';
import { plainScreen, terminal } from '../../../src/report/terminal.ts';
import { markdown } from '../../../src/report/markdown.ts';
import { html } from '../../../src/report/html/markup.ts';
import { blocksMarkup } from '../../../src/report/html/blocks.ts';
import { posturePage, postureSection } from '../../../src/report/posture/blocks.ts';
import { criterionEntries, type CriterionId, levels } from '../../../src/report/posture/criteria-catalog.ts';
import { type Answer, levelOf } from '../../../src/report/posture/maturity.ts';
import { postureOf } from '../../../src/report/posture/posture.ts';
import type { Posed } from '../../../src/report/posture/posed.ts';
import { at, entry, fixed, item, mapOf, one, open, plan, posed, target, two } from './kit.ts';

const answered = (id: CriterionId, more: Partial<Posed>) =>
  postureOf(posed(more)).maturity[0]?.criteria.find((criterion) => criterion.id === id);

const unlisted = [{ account: one, region: 'eu-west-1', type: 'AWS::S3::Bucket' }];
const encrypted = mapOf([
  ['internet', 'a', 'encrypted'],
  ['a', 'b', 'enforced'],
]);
const seen = (lastSeen: string): Posed['findings'] => [{ target: target('a'), lastSeen, is: 'reported' }];
const [long, late] = ['2026-01-01T00:00:00.000Z', '2026-02-27T00:00:00.000Z'];
const certificate = 'acm-certificate-valid';
const identity = 'alb-listener-mutual-tls';

const calendarWith = (renews: 'yes' | 'no' | 'unknown') => ({
  certificates: [
    {
      id: `arn:aws:acm:eu-west-1:${one}:certificate/a`,
      name: 'a',
      kind: 'ACM',
      renews,
      why: 'W.',
      account: one,
      region: 'eu-west-1',
      when: 'later' as const,
      owners: [],
    },
  ],
  unread: [],
});

const identified = {
  ...encrypted,
  edges: encrypted.edges.map((edge) => ({ ...edge, identified: true as const })),
};

const rows: readonly (readonly [what: string, id: CriterionId, more: Partial<Posed>, answer: Answer])[] = [
  ['encrypted', 'public-https', { map: encrypted }, 'yes'],
  ['plaintext', 'public-https', { map: mapOf([['internet', 'a', 'plaintext']]) }, 'no'],
  ['unknown', 'public-https', { map: mapOf([['internet', 'a', 'unknown']]) }, 'unknown'],
  ['something not listed', 'public-https', { map: encrypted, unlisted }, 'unknown'],
  [
    'something not read',
    'public-https',
    { map: { ...encrypted, unread: [{ id: 'a', says: 'x' }] } },
    'unknown',
  ],
  ['nothing public', 'public-https', { map: mapOf([['a', 'b', 'plaintext']]) }, 'not-measurable'],
  ['no look', 'public-https', { items: [item('a', 'takes-tls', 'compliant')] }, 'unknown'],
  [
    'one is',
    'tls-configured',
    { items: [item('a', 'takes-tls', 'compliant'), item('b', 'takes-tls', 'reported')] },
    'yes',
  ],
  ['none is', 'tls-configured', { items: [item('b', 'takes-tls', 'reported')] }, 'no'],
  ['not known', 'tls-configured', { map: encrypted, items: [item('b', 'takes-tls', 'unknown')] }, 'unknown'],
  ['nothing there', 'tls-configured', { map: encrypted }, 'not-measurable'],
  ['no look, nothing there', 'tls-configured', {}, 'unknown'],
  ['none over', 'certificates-kept', { map: encrypted, items: [item('a', certificate, 'compliant')] }, 'yes'],
  [
    'one near its end is not over',
    'certificates-kept',
    {
      map: encrypted,
      items: [item('a', certificate, 'reported', { plan: plan('a', certificate, 'imported') })],
    },
    'yes',
  ],
  [
    'one over',
    'certificates-kept',
    { items: [item('a', certificate, 'reported', { plan: plan('a', certificate, 'ended') })] },
    'no',
  ],
  [
    'not known',
    'certificates-kept',
    { map: encrypted, items: [item('a', certificate, 'unknown')] },
    'unknown',
  ],
  ['of the journal only', 'certificates-kept', { items: [item('a', certificate, 'remediated')] }, 'unknown'],
  ['a look', 'somebody-looks', { map: encrypted }, 'yes'],
  [
    'a journal',
    'somebody-looks',
    { entries: [entry('a', 'takes-tls', late, open('a', 'takes-tls'))] },
    'yes',
  ],
  ['neither', 'somebody-looks', {}, 'unknown'],
  ['out in the clear', 'external-encrypted', { map: mapOf([['a', 'outside', 'plaintext']]) }, 'no'],
  [
    'within is not outside',
    'external-encrypted',
    {
      map: mapOf([
        ['internet', 'a', 'encrypted'],
        ['a', 'b', 'plaintext'],
      ]),
    },
    'yes',
  ],
  [
    'between',
    'services-encrypted',
    {
      map: mapOf([
        ['internet', 'a', 'plaintext'],
        ['a', 'b', 'encrypted'],
      ]),
    },
    'yes',
  ],
  ['between in the clear', 'services-encrypted', { map: mapOf([['a', 'b', 'plaintext']]) }, 'no'],
  [
    'kept by IAM',
    'certificates-automated',
    { map: encrypted, items: [item('a', 'iam-server-certificate-valid', 'compliant')] },
    'no',
  ],
  [
    'of Certificate Manager, and renewed',
    'certificates-automated',
    {
      map: encrypted,
      items: [item('a', 'elb-listener-acm-certificate', 'compliant')],
      certificates: calendarWith('yes'),
    },
    'yes',
  ],
  [
    'imported, and far from its end',
    'certificates-automated',
    { map: encrypted, items: [item('a', certificate, 'compliant')], certificates: calendarWith('no') },
    'no',
  ],
  [
    'not known who renews it',
    'certificates-automated',
    { map: encrypted, items: [item('a', certificate, 'compliant')], certificates: calendarWith('unknown') },
    'unknown',
  ],
  [
    'not read',
    'certificates-automated',
    {
      map: encrypted,
      items: [item('a', certificate, 'compliant')],
      certificates: { ...calendarWith('yes'), unread: [{ id: 'x', says: 'denied' }] },
    },
    'unknown',
  ],
  [
    'no calendar',
    'certificates-automated',
    { map: encrypted, items: [item('a', certificate, 'compliant')] },
    'unknown',
  ],
  [
    'exempt is not automated',
    'certificates-automated',
    { map: encrypted, items: [item('a', 'elb-listener-acm-certificate', 'skipped')] },
    'no',
  ],
  [
    'seen lately',
    'looked-regularly',
    { entries: [entry('a', 'takes-tls', long, open('a', 'takes-tls'))], findings: seen(late) },
    'yes',
  ],
  [
    'seen long ago',
    'looked-regularly',
    { entries: [entry('a', 'takes-tls', long, open('a', 'takes-tls'))], findings: seen(long) },
    'no',
  ],
  [
    'begun lately',
    'looked-regularly',
    { entries: [entry('a', 'takes-tls', late, open('a', 'takes-tls'))], findings: seen(late) },
    'unknown',
  ],
  ['no journal', 'looked-regularly', { map: encrypted }, 'unknown'],
  ['all', 'end-to-end', { map: encrypted }, 'yes'],
  [
    'one not',
    'end-to-end',
    {
      map: mapOf([
        ['a', 'b', 'encrypted'],
        ['b', 'c', 'plaintext'],
      ]),
    },
    'no',
  ],
  ['proven', 'mutual-tls', { map: identified, items: [item('b', identity, 'compliant')] }, 'yes'],
  ['nobody asked for it', 'mutual-tls', { map: encrypted }, 'unknown'],
  ['not as wanted', 'mutual-tls', { map: encrypted, items: [item('b', identity, 'reported')] }, 'no'],
  [
    'elsewhere proven',
    'mutual-tls',
    { map: encrypted, items: [item('a', identity, 'compliant')] },
    'unknown',
  ],
  ['never', 'threats-detected', { map: encrypted }, 'not-measurable'],
  [
    'by the sweep',
    'automatic-response',
    { entries: [entry('a', 'takes-tls', late, fixed('a', 'takes-tls'))] },
    'yes',
  ],
  [
    'approved by people',
    'automatic-response',
    {
      entries: [entry('a', 'takes-tls', late, fixed('a', 'takes-tls'), { by: 'approval' })],
      items: [item('b', 'takes-tls', 'reported')],
    },
    'no',
  ],
  [
    'long ago',
    'automatic-response',
    { entries: [entry('a', 'takes-tls', '2025-01-01T00:00:00.000Z', fixed('a', 'takes-tls'))] },
    'unknown',
  ],
  ['never', 'learned-detection', { map: encrypted }, 'not-measurable'],
  ['never', 'risk-adapted', { map: encrypted }, 'not-measurable'],
  [
    'auto',
    'remediated-automatically',
    {
      map: encrypted,
      items: [item('b', 'takes-tls', 'compliant', { mode: 'auto' })],
      entries: [entry('a', 'takes-tls', late, fixed('a', 'takes-tls'))],
    },
    'yes',
  ],
  [
    'ask',
    'remediated-automatically',
    { map: encrypted, items: [item('b', 'takes-tls', 'reported', { mode: 'ask' })] },
    'no',
  ],
  [
    'mode not told',
    'remediated-automatically',
    { map: encrypted, items: [item('b', 'takes-tls', 'reported')] },
    'unknown',
  ],
  [
    'what is exempt is not remediated',
    'remediated-automatically',
    {
      map: encrypted,
      items: [
        item('b', 'takes-tls', 'compliant', { mode: 'auto' }),
        item('c', 'takes-tls', 'skipped', { mode: 'auto' }),
      ],
      entries: [entry('a', 'takes-tls', late, fixed('a', 'takes-tls'))],
    },
    'no',
  ],
  ['nothing applied', 'remediated-automatically', { map: encrypted }, 'unknown'],
  [
    'compliant',
    'continuously-compliant',
    { map: encrypted, items: [item('a', 'takes-tls', 'compliant')] },
    'yes',
  ],
  [
    'exempt is not compliant',
    'continuously-compliant',
    { map: encrypted, items: [item('a', 'takes-tls', 'compliant'), item('b', 'takes-tls', 'skipped')] },
    'no',
  ],
  ['open', 'continuously-compliant', { map: encrypted, items: [item('a', 'takes-tls', 'reported')] }, 'no'],
  [
    'failed',
    'continuously-compliant',
    { map: encrypted, items: [item('a', 'takes-tls', 'failed')] },
    'unknown',
  ],
  [
    'not listed',
    'continuously-compliant',
    { map: encrypted, unlisted, items: [item('a', 'takes-tls', 'compliant')] },
    'unknown',
  ],
  [
    'reopened',
    'continuously-compliant',
    {
      map: encrypted,
      items: [item('a', 'takes-tls', 'compliant')],
      entries: [
        entry('a', 'takes-tls', long, fixed('a', 'takes-tls')),
        entry('a', 'takes-tls', late, open('a', 'takes-tls')),
        entry('a', 'takes-tls', '2026-02-28T00:00:00.000Z', fixed('a', 'takes-tls', 'run-2')),
      ],
    },
    'no',
  ],
];

test.each(rows)('%s: %s', (_what, id, more, answer) => {
  expect(answered(id, more)?.answer).toBe(answer);
});

test('every criterion has a row, four levels have four each', () => {
  expect([...new Set(rows.map(([, id]) => id))].toSorted()).toEqual(Object.keys(criterionEntries).toSorted());
  for (const level of Object.keys(levels))
    expect(Object.values(criterionEntries).filter((one1) => String(one1.level) === level)).toHaveLength(4);
});

test.each<[what: string, answers: readonly (readonly [1 | 2 | 3 | 4, Answer])[], level: number | null]>([
  ['nothing', [], null],
  [
    'unknown is not yes',
    [
      [1, 'unknown'],
      [1, 'yes'],
    ],
    null,
  ],
  [
    'what cannot be measured keeps nobody',
    [
      [1, 'yes'],
      [1, 'not-measurable'],
    ],
    1,
  ],
  ['and is no yes', [[1, 'not-measurable']], null],
  [
    'a level has those below',
    [
      [1, 'no'],
      [2, 'yes'],
    ],
    null,
  ],
  [
    'one gap ends it',
    [
      [1, 'yes'],
      [2, 'not-measurable'],
      [3, 'yes'],
    ],
    1,
  ],
  [
    'all',
    [
      [1, 'yes'],
      [2, 'yes'],
      [3, 'yes'],
      [4, 'yes'],
    ],
    4,
  ],
])('%s', (_what, answers, level) => {
  expect(levelOf(answers.map(([of, answer]) => ({ level: of, answer })))).toBe(level);
});

test('an empty journal shows no level, and its step is to look', () => {
  const [all, ...others] = postureOf(posed()).maturity;
  expect(others).toEqual([]);
  expect(all?.level).toBeNull();
  expect(all?.criteria.filter(({ answer }) => answer === 'yes')).toEqual([]);
  expect(all?.steps[0]).toMatchObject({ command: 'waxseal posture --scan' });
});

describe('two accounts', () => {
  const map = mapOf([
    ['internet', 'a', 'encrypted'],
    ['internet', 'b-1', 'plaintext', 'takes-tls'],
  ]);
  const items = [item('a', 'takes-tls', 'compliant'), item('b-1', 'takes-tls', 'reported', {}, two)];
  const both = postureOf(posed({ map, items }));
  test('each has its own level, and all together no better one', () => {
    expect(both.maturity.map(({ name, level }) => [name, level])).toEqual([
      ['organization', null],
      [one, 1],
      [two, null],
    ]);
  });
  test('what one does not meet, all together do not', () => {
    // The journal is of one account only: the other is not looked at again and again.
    const entries = [entry('a', 'takes-tls', long, open('a', 'takes-tls'))];
    const [all] = postureOf(posed({ map, items, entries, findings: seen(late) })).maturity;
    const regular = all?.criteria.find(({ id }) => id === 'looked-regularly');
    expect(regular).toMatchObject({
      answer: 'unknown',
      proof: '1 of 2 accounts: The journal has no findings.',
    });
  });
  test('one alone is told of alone', () => {
    expect(postureOf(posed({ map, items }), [one]).maturity.map(({ name }) => name)).toEqual([one]);
  });
  test('the order of what comes in does not matter', () => {
    const entries = ['a', 'b', 'c'].map((id) => entry(id, 'takes-tls', late, open(id, 'takes-tls')));
    const forth = postureOf(posed({ map, items, entries }));
    const back = postureOf(posed({ map, items: items.toReversed(), entries: entries.toReversed() }));
    expect(back).toEqual(forth);
  });
});

test('steps are three, of the lowest level first, those about most resources first', () => {
  const items = [
    item('a', 'takes-tls', 'reported'),
    item('b', 'takes-tls', 'reported'),
    item('c', certificate, 'reported', { plan: plan('c', certificate, 'ended') }),
    item('d', identity, 'reported'),
  ];
  const map = mapOf([
    ['internet', 'a', 'plaintext', 'takes-tls'],
    ['internet', 'b', 'plaintext', 'takes-tls'],
  ]);
  const [all] = postureOf(posed({ items, map })).maturity;
  expect(all?.steps.map(({ remediation, resources }) => [remediation, resources])).toEqual([
    ['takes-tls', 2],
    [certificate, 1],
    [undefined, 0],
  ]);
  expect(all?.steps[0]).toMatchObject({
    criterion: 'public-https',
    says: 'Make 2 resources compliant.',
    command: 'waxseal apply --scan --remediation takes-tls',
  });
});

describe('whatever is there', () => {
  const outcomes: readonly OutcomeName[] = [
    'compliant',
    'reported',
    'unknown',
    'failed',
    'skipped',
    'pending',
    'remediated',
  ];
  const remediations = [
    'takes-tls',
    certificate,
    'elb-listener-tls-policy',
    identity,
    'iam-server-certificate-valid',
    'elb-listener-acm-certificate',
  ];
  const states = ['encrypted', 'plaintext', 'unknown', 'enforced'] as const;
  let seed = 7;
  const pick = <One>(all: readonly One[]): One => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    const found = all[Math.floor((seed / 2_147_483_648) * all.length)];
    if (found === undefined) throw new Error('There is one.');
    return found;
  };
  const some = Array.from({ length: 200 }, () => {
    const ids = ['a', 'b', 'b-1', 'c'];
    const items = Array.from({ length: 6 }, () => {
      const id = pick(ids);
      return item(id, pick(remediations), pick(outcomes), {}, id.startsWith('b-') ? two : one);
    });
    const entries = items.map(({ target: { id }, remediation }) =>
      entry(id, remediation, pick([long, late, at]), pick([open(id, remediation), fixed(id, remediation)])),
    );
    const hops = Array.from(
      { length: 3 },
      () => [pick([...ids, 'internet']), pick(ids), pick(states)] as const,
    );
    return { items, entries, ...(pick([true, false]) && { map: mapOf(hops) }) };
  });
  test('shares are from 0 to 1, no number is negative, and all is drawn', () => {
    for (const more of some) {
      const posture = postureOf(posed(more));
      for (const { unit, value, trend } of posture.figures)
        for (const number of [value, trend?.before, trend?.now])
          if (number !== null && number !== undefined) {
            expect(number).toBeGreaterThanOrEqual(0);
            if (unit === 'share') expect(number).toBeLessThanOrEqual(1);
          }
    }
  });
  test('the organization is no better than its accounts, and nobody reaches level 2 without a look', () => {
    const rank: readonly Answer[] = ['no', 'unknown', 'yes'];
    for (const more of some) {
      const [all, ...accounts] = postureOf(posed(more)).maturity;
      for (const { criteria } of accounts)
        for (const { id, answer } of criteria)
          if (answer !== 'not-measurable') {
            const whole = all?.criteria.find((criterion) => criterion.id === id)?.answer ?? 'yes';
            expect(rank.indexOf(whole)).toBeLessThanOrEqual(rank.indexOf(answer));
          }
      if (!more.map) expect(all?.level).toBeNull();
    }
  });
  test('to know less is never better', () => {
    for (const { items, ...rest } of some) {
      const less = items.map((one1) => ({
        ...one1,
        standing: 'unknown' as const,
        outcome: 'unknown' as const,
      }));
      const of = (all: typeof items) => postureOf(posed({ ...rest, items: all })).maturity[0]?.level ?? 0;
      expect(of(less)).toBeLessThanOrEqual(of(items));
    }
  });
});

describe('as a page', () => {
  const posture = postureOf(
    posed({
      map: mapOf([
        ['internet', 'a', 'plaintext', 'takes-tls'],
        ['internet', 'b', 'encrypted'],
      ]),
      items: [item('a', 'takes-tls', 'reported'), item('b', 'takes-tls', 'compliant')],
    }),
  );
  test('fits a terminal, and says what is not measurable', () => {
    const shown = terminal(posturePage(posture), { ...plainScreen, width: 80 });
    expect(Math.max(...shown.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(shown.replaceAll(/\s+/g, ' ')).toContain('Not measurable here, because it takes the same load');
    expect(shown).toContain('waxseal apply --scan --remediation takes-tls');
    expect(shown).toContain('level 1 is not shown');
  });
  test('is the same in Markdown and HTML, and nothing in it runs', () => {
    for (const drawn of [
      markdown(postureSection(posture)),
      html`${blocksMarkup(postureSection(posture))}`.markup,
    ]) {
      expect(drawn).toContain('Communications encrypted');
      expect(drawn).toContain('50 %');
      expect(drawn).not.toContain('<script');
    }
  });
});

test('what is exempt is counted by name, and no step would apply it', () => {
  const items = [item('a', 'takes-tls', 'compliant'), item('b', 'takes-tls', 'skipped')];
  expect(answered('continuously-compliant', { map: encrypted, items })).toMatchObject({
    answer: 'no',
    proof: '1 of 2 findings left alone: exempt or on hold, and not compliant.',
    resources: ['b'],
  });
  const steps = postureOf(posed({ map: encrypted, items })).maturity[0]?.steps ?? [];
  expect(steps.filter(({ criterion }) => criterion === 'continuously-compliant')).toEqual([]);
});
