import { describe, expect, test } from 'vitest';
import type { Ports, CloudTrailCall, CloudTrailQuestion } from '../../../src/core/model/ports.ts';
import {
  changeKey,
  findingKey,
  type ChangeRecord,
  type Entry,
  type Finding,
  type Run,
} from '../../../src/core/journal/records.ts';
import { partOf, type Field, type Remediation } from '../../../src/core/model/remediation.ts';
import { lookBack, revertersOf } from '../../../src/core/engine/look-back.ts';
import { target, toyOf, type Toy, toyPlan } from '../../kit/toy.ts';

/** What AWS's own log is asked, what of its answer is ours, and what becomes of the rest. */

const finding = findingKey(target, 'toy-dials-on');
const now = '2026-11-21T10:00:00.000Z';
const event = (more: Partial<CloudTrailCall> = {}): CloudTrailCall => ({
  id: 'e-1',
  at: '2026-11-21T09:00:00Z',
  by: 'arn:aws:iam::111122223333:user/bob',
  operation: 'PutDial',
  ...more,
});
const unitOf = (toy: Toy, field: Partial<Field<unknown>> = {}): Remediation => {
  const { unit } = toy.job;
  const { dial } = unit.fields;
  if (!dial) throw new Error('no dial');
  return {
    ...unit,
    meta: {
      ...unit.meta,
      permissions: {
        read: ['toy:GetDial'],
        write: ['toy:PutDial', 'toy:Lock'],
        undo: ['toy:PutDial', 'toy:DropDial'],
      },
    },
    fields: { dial: { ...dial, ...field } },
  };
};
const logOf = (toy: Toy, events: readonly CloudTrailCall[] | Error) => {
  const asked: CloudTrailQuestion[] = [];
  const ports: Ports = {
    ...toy.ports,
    cloudTrail: async (question) => {
      asked.push(question);
      if (events instanceof Error) throw events;
      return events;
    },
  };
  return { asked, ports };
};

describe('who put it back', () => {
  const named = async (...events: readonly CloudTrailCall[]) => {
    const toy = toyOf({});
    return revertersOf(unitOf(toy), target, logOf(toy, events).ports);
  };

  test('asks about a week of writes to the resource', async () => {
    const toy = toyOf({});
    const { asked, ports } = logOf(toy, []);
    expect(await revertersOf(unitOf(toy), target, ports)).toEqual([]);
    expect(asked).toEqual([
      {
        target,
        operations: ['DropDial', 'Lock', 'PutDial'],
        about: [target.id, target.arn],
        from: new Date('2026-11-14T10:00:00.000Z'),
        to: new Date(now),
      },
    ]);
  });

  test('where nothing can tell, or the log cannot be read, nobody is named', async () => {
    const toy = toyOf({});
    expect(await revertersOf(unitOf(toy), target, toy.ports)).toEqual([]);
    expect(await revertersOf(unitOf(toy), target, logOf(toy, new Error('denied')).ports)).toEqual([]);
  });

  test('the last first, each once, three at most', async () => {
    const at = (hour: number, by: string) => event({ at: `2026-11-21T0${hour}:00:00Z`, by });
    expect(await named(at(1, 'ada'), at(3, 'bob'), at(2, 'ada'), at(4, 'bob'))).toEqual(['bob', 'ada']);
    expect(await named(at(3, 'ada'), at(2, 'bob'), at(1, 'eve'))).toEqual(['ada', 'bob', 'eve']);
    expect(await named(at(1, 'a'), at(2, 'b'), at(3, 'c'), at(4, 'd'))).toEqual(['d', 'c', 'b']);
  });

  test.each([
    ['Terraform/1.9 (+https://www.terraform.io)', 'bob (Terraform)'],
    ['APN/1.0 Pulumi/1.0', 'bob (Pulumi)'],
    ['OpenTofu/1.8', 'bob (OpenTofu)'],
    ['aws-cdk/2', 'bob (aws-cdk)'],
    ['terraformer/1', 'bob'],
    ['aws-cli/2', 'bob'],
    [undefined, 'bob'],
  ])('the tool is named where its user agent tells: %s', async (agent, expected) => {
    expect(await named(event({ by: 'bob', ...(agent !== undefined && { agent }) }))).toEqual([expected]);
  });

  test.each([
    ['our user agent', event({ agent: 'aws-sdk-js/3 waxseal/0.1 lib' }), false],
    ['our user agent, in capitals', event({ agent: 'Waxseal' }), false],
    ['a session that is named after a run', event({ by: 'arn:aws:sts::1:assumed-role/x/run-000001' }), false],
    ['a session that only looks like one', event({ by: 'arn:aws:sts::1:assumed-role/run-x/ci' }), true],
    ['another program of a similar name', event({ agent: 'waxsealer/1' }), true],
  ])('we do not name ourselves: %s', async (_name, one, expected) => {
    expect((await named(one)).length > 0).toBe(expected);
  });
});

describe('after a run', () => {
  const began = '2026-11-21T09:30:10.400Z';
  const at = '2026-11-21T09:30:12.600Z';
  const change = (more: Partial<ChangeRecord> = {}): ChangeRecord => ({
    run: 'run-1',
    index: 0,
    set: 'dial',
    on: 'a',
    before: 0,
    after: 1,
    status: 'done',
    ours: true,
    at,
    began,
    ...more,
  });
  const plan = toyPlan();
  /** A finding whose runs are to be looked at, and what their changes were. */
  const world = async (
    changes: readonly ChangeRecord[] = [change()],
    more: { finding?: Partial<Finding>; runs?: readonly string[]; dueAt?: string } = {},
  ): Promise<Toy> => {
    const toy = toyOf({ a: 1 });
    const { journal } = toy.ports;
    const runs = more.runs ?? ['run-1'];
    for (const id of runs) {
      const run: Run = {
        id,
        finding,
        plan,
        cause: { by: 'event' },
        reasons: [],
        status: 'done',
        opened: began,
      };
      await journal.write({ kind: 'run', key: id, value: run }, 0);
    }
    for (const [index, value] of changes.entries())
      await journal.write({ kind: 'change', key: changeKey(value.run, index), value }, 0);
    const value: Finding = {
      remediation: 'toy-dials-on',
      target,
      is: 'remediated',
      lastSeen: at,
      run: 'run-1',
      approvalRequests: 0,
      attempts: 0,
      reverted: [],
      lookBack: { at: now, runs },
      ...more.finding,
    };
    const { dueAt } = more;
    await journal.write({ kind: 'finding', key: finding, value, ...(dueAt !== undefined && { dueAt }) }, 0);
    return toy;
  };
  const findingOf = ({ ports }: Toy) => ports.journal.read<Finding>('finding', finding);
  const runOf = async ({ ports }: Toy, id = 'run-1') => (await ports.journal.read<Run>('run', id))?.value;
  const entriesOf = async ({ ports }: Toy): Promise<readonly Entry[]> => {
    const all: Entry[] = [];
    for await (const { value } of ports.journal.list<Entry>('entry')) all.push(value);
    return all;
  };
  const put = async (): Promise<void> => {};
  const inside = event({ at: '2026-11-21T09:30:11Z' });
  const looked = async (
    toy: Toy,
    events: readonly CloudTrailCall[] | Error,
    field: Partial<Field<unknown>> = {},
  ) => {
    const { asked, ports } = logOf(toy, events);
    const told: unknown[] = [];
    const watched: Ports = { ...ports, notify: async (...given) => void told.push(given) };
    return { outcomes: await lookBack(finding, unitOf(toy, field), watched), asked, told };
  };

  test('asks about the window of each change, in the whole seconds that the log knows', async () => {
    const { asked, outcomes } = await looked(await world(), []);
    expect(asked).toEqual([
      {
        target,
        operations: ['DropDial', 'Lock', 'PutDial'],
        about: ['a'],
        from: new Date('2026-11-21T09:30:10.000Z'),
        to: new Date('2026-11-21T09:30:13.600Z'),
      },
    ]);
    expect(outcomes).toEqual([]);
  });

  test('what others wrote in it is named, journalled with the run, logged and told', async () => {
    const toy = await world([change()], { finding: { owner: 'team-x' }, dueAt: now });
    const { outcomes, told } = await looked(toy, [inside]);
    const because = [
      {
        check: 'overwritten',
        says: 'arn:aws:iam::111122223333:user/bob wrote a (PutDial) at 2026-11-21T09:30:11Z, between our look and our write: that write may have been overwritten.',
        todo: 'Compare CloudTrail event e-1 with the resource, and put back what is missing.',
      },
    ];
    const outcome = { is: 'overwritten', plan, run: 'run-1', because };
    expect(outcomes).toEqual([outcome]);
    expect((await runOf(toy))?.lookedBack).toEqual({ at: now, overwritten: because });
    const about = { remediation: 'toy-dials-on', cause: { by: 'wake' }, owner: 'team-x' };
    expect(await entriesOf(toy)).toEqual([{ finding, target, at: now, outcome, ...about }]);
    expect(told).toEqual([[target, outcome, about]]);
    const row = await findingOf(toy);
    expect(row).toMatchObject({ value: { is: 'remediated', run: 'run-1' }, dueAt: now });
    expect(row?.value).not.toHaveProperty('lookBack');
  });

  test('where nobody is known to own it, nobody is named; what was not due is not due afterwards', async () => {
    const toy = await world();
    const { told } = await looked(toy, [inside]);
    expect(told).toMatchObject([[target, {}, { remediation: 'toy-dials-on', cause: { by: 'wake' } }]]);
    expect((await entriesOf(toy)).some((entry) => 'owner' in entry)).toBe(false);
    expect(await findingOf(toy)).not.toHaveProperty('dueAt');
  });

  const ours = event({ id: 'e-2', by: 'arn:aws:sts::1:assumed-role/waxseal/run-1' });
  test.each<readonly [string, readonly CloudTrailCall[], readonly string[]]>([
    [
      'after our own write',
      [event({ at: '2026-11-21T09:30:12Z' }), { ...ours, at: '2026-11-21T09:30:11Z' }],
      [],
    ],
    ['in the second of our own write', [inside, { ...ours, at: '2026-11-21T09:30:11Z' }], ['e-1']],
    [
      'after the first of ours',
      [
        { ...ours, id: 'e-3', at: '2026-11-21T09:30:13Z' },
        event({ at: '2026-11-21T09:30:12Z' }),
        { ...ours, at: '2026-11-21T09:30:11Z' },
      ],
      [],
    ],
    [
      'before the last of ours, and after the first',
      [
        { ...ours, at: '2026-11-21T09:30:11Z' },
        event({ at: '2026-11-21T09:30:12Z' }),
        { ...ours, id: 'e-3', at: '2026-11-21T09:30:13Z' },
      ],
      [],
    ],
    ['where ours is not to be seen, until our look', [event({ at: '2026-11-21T09:30:12Z' })], ['e-1']],
    ['where ours is not to be seen, after our look', [event({ at: '2026-11-21T09:30:13Z' })], []],
    ['by another run of ours', [event({ by: 'arn:aws:sts::1:assumed-role/waxseal/run-7' })], []],
  ])('what was written %s', async (_name, events, expected) => {
    const { outcomes } = await looked(await world(), events);
    const said = outcomes.flatMap((outcome) => ('because' in outcome ? outcome.because : []));
    expect(said.map(({ todo }) => /event (\S+)/.exec(todo ?? '')?.[1])).toEqual(expected);
  });

  test('each write of others is told', async () => {
    const { outcomes } = await looked(await world(), [inside, { ...inside, id: 'e-9' }, inside]);
    expect(outcomes).toMatchObject([
      { because: [{ todo: expect.stringContaining('e-1') }, { todo: expect.stringContaining('e-9') }] },
    ]);
  });

  test('changes of other runs are not asked about', async () => {
    const { asked } = await looked(await world([change(), change({ run: 'run-10', on: 'z' })]), []);
    expect(asked.map(({ about }) => about)).toEqual([['a']]);
  });

  test('one write that two changes met is told once', async () => {
    const toy = await world([change(), change({ index: 1, on: 'b' })]);
    const { outcomes, asked } = await looked(toy, [inside]);
    expect(asked.map(({ about }) => about)).toEqual([['a'], ['b']]);
    expect(outcomes).toMatchObject([{ because: [{ check: 'overwritten' }] }]);
    expect(outcomes.flatMap((outcome) => ('because' in outcome ? outcome.because : []))).toHaveLength(1);
  });

  test('the whole that one put replaces is asked about, by its name in the log', async () => {
    const { part } = partOf({
      document: { type: 'whole', name: (on) => `whole of ${on}`, get: async () => ({ value: null }), put },
      from: () => null,
      into: () => null,
    });
    const { asked, outcomes } = await looked(await world(), [inside], { part });
    expect(asked[0]?.about).toEqual(['whole of a']);
    expect(outcomes).toMatchObject([
      { because: [{ says: expect.stringContaining('wrote whole of a (PutDial)') }] },
    ]);
  });

  test.each<readonly [string, Partial<ChangeRecord>, Partial<Field<unknown>>]>([
    ['that was so already', { ours: false }, {}],
    ['whose look is not known', { began: undefined }, {}],
    ['where AWS compares by itself', {}, { comparesAndSets: true }],
  ])('of a change %s nothing is asked', async (_name, more, field) => {
    const { began: _began, ...rest } = change();
    const made = 'began' in more ? rest : change(more);
    const { asked, outcomes } = await looked(await world([made]), [inside], field);
    expect([asked, outcomes]).toEqual([[], []]);
  });

  test('a field that this build no longer has is asked about by its own name', async () => {
    const { asked } = await looked(await world([change({ set: 'knob' })]), []);
    expect(asked.map(({ about }) => about)).toEqual([['a']]);
  });

  test('a log that may not be read is written down, and not asked again', async () => {
    const toy = await world();
    const { ports } = logOf(toy, new Error('AccessDenied'));
    const explain: Ports['explain'] = () => ({ code: 'x', says: 'Access denied.', todo: '', retry: false });
    expect(await lookBack(finding, unitOf(toy), { ...ports, explain })).toEqual([]);
    expect((await runOf(toy))?.lookedBack).toEqual({ at: now, overwritten: [], unread: 'Access denied.' });
    expect((await findingOf(toy))?.value).not.toHaveProperty('lookBack');
  });

  test('a log that is throttled is asked again later', async () => {
    const toy = await world();
    expect((await looked(toy, new Error('Slow down'))).outcomes).toEqual([]);
    expect(await runOf(toy)).not.toHaveProperty('lookedBack');
    expect((await findingOf(toy))?.value.lookBack).toEqual({ at: now, runs: ['run-1'] });
    expect((await looked(toy, [inside])).outcomes).toHaveLength(1);
  });

  test('each run is looked at once; one that is not in the journal keeps no other waiting', async () => {
    const toy = await world([change(), change({ run: 'run-2' })], { runs: ['run-1', 'run-2'] });
    await toy.ports.journal.write(
      { kind: 'run', key: 'run-1', value: { ...(await runOf(toy)), lookedBack: {} } },
      1,
    );
    const row = await findingOf(toy);
    const lookBackAt = { at: now, runs: ['run-lost', 'run-1', 'run-2'] };
    const value = { ...row?.value, lookBack: lookBackAt };
    await toy.ports.journal.write({ kind: 'finding', key: finding, value }, row?.revision ?? 0);
    const { outcomes } = await looked(toy, [inside]);
    expect(outcomes).toMatchObject([{ run: 'run-2' }]);
  });

  test('before its time, or where no log can be read, nothing is asked', async () => {
    const early = await world([change()], {
      finding: { lookBack: { at: '2026-11-21T10:00:00.001Z', runs: ['run-1'] } },
    });
    expect((await looked(early, [inside])).asked).toEqual([]);
    const toy = await world();
    expect(await lookBack(finding, unitOf(toy), toy.ports)).toEqual([]);
    expect((await findingOf(toy))?.value.lookBack).toBeDefined();
    expect(await lookBack('no such finding', unitOf(toy), logOf(toy, [inside]).ports)).toEqual([]);
    const none = await world([change()], { finding: { lookBack: undefined } });
    expect((await looked(none, [inside])).outcomes).toEqual([]);
  });
});
