import { describe, expect, test } from 'vitest';
import { openSqliteJournal } from '../../../src/adapters/journal/sqlite.ts';
import { kinds, type Kind } from '../../../src/core/journal/journal.ts';
import { soundJournal } from '../../../src/core/journal/sound-records.ts';
import { target } from '../../kit/toy.ts';

/** Which damage a row may not have when anything is done with it: member by member, what the engine relies on. */

type Json = Readonly<Record<string, unknown>>;
const moment = '2026-11-21T10:00:00.000Z';
const reason = { check: 'mode', says: 'auto', todo: 'x', where: 'line 3' };
const plan = {
  id: 'p1',
  kind: 'remediate',
  remediation: 'toy',
  version: 1,
  target,
  changes: [{ set: 'dial', on: 'a', before: null, after: 1, impact: ['none'] }],
  why: { id: 'off', says: 'Dials are off.', todo: 'x' },
  hazards: [{ id: 'hot', says: 'Hot.', todo: 'Cool it.' }],
  notes: [{ id: 'off', says: 'Off.', todo: 'x' }],
};

/** A row of each kind with everything in it that is looked at. */
const whole: Readonly<Record<Kind, Json>> = {
  finding: {
    remediation: 'toy',
    target,
    owner: 'ada',
    is: 'remediated',
    since: moment,
    lastSeen: moment,
    plan: 'p1',
    run: 'run-1',
    approvalRequest: 'approval-1',
    ruleParameters: { a: '1' },
    approvalRequests: 1,
    attempts: 0,
    reverted: [moment],
    lookBack: { at: moment, runs: ['run-1'] },
  },
  run: {
    id: 'run-1',
    finding: 'f',
    plan,
    cause: { by: 'event' },
    reasons: [reason],
    approvedBy: ['ada'],
    approvalRequest: 'approval-1',
    undoes: 'run-0',
    status: 'open',
    opened: moment,
    closed: moment,
  },
  change: { run: 'run-1', index: 0, set: 'dial', on: 'a', status: 'begun', ours: true, at: moment },
  document: {
    writes: [{ run: 'run-1', at: moment, added: ['d1'], removed: ['d0'], taken: true }],
  },
  'approval-request': {
    id: 'approval-1',
    finding: 'f',
    plan,
    reasons: ['auto'],
    approvers: ['ada'],
    minimum: 1,
    opened: moment,
    expires: moment,
    owner: 'ada',
    remediation: 'toy',
    target,
    reference: 'ref',
    with: ['approval-2'],
    status: 'open',
    run: 'run-1',
    closed: moment,
    by: ['ada'],
    comment: 'fine',
  },
  hold: {
    finding: 'f',
    remediation: 'toy',
    target,
    by: 'ada',
    reason: 'r',
    from: moment,
    until: moment,
    released: { by: 'ada', at: moment },
  },
  lease: { holder: 'h', until: moment },
  entry: {
    finding: 'f',
    remediation: 'toy',
    target,
    owner: 'ada',
    at: moment,
    cause: { by: 'event' },
    outcome: {
      is: 'failed',
      plan,
      run: 'run-1',
      because: [reason],
      why: { says: 'x' },
      failure: { says: 'x' },
    },
  },
  counter: {},
  answer: {},
  enabling: {
    of: 'arn:aws:s3:::a',
    target,
    by: 'ada',
    at: moment,
    steps: [{ operation: 'CreateLogGroup', input: {} }],
    made: 1,
    undo: ['aws logs delete-delivery'],
  },
  canary: {
    watches: [
      {
        run: 'run-1',
        finding: 'f',
        target,
        questions: [{ ask: 'plaintext-requests', of: 'arn:aws:s3:::a' }],
        opened: moment,
        told: ['jump'],
      },
    ],
  },
};
/** Members that may be absent, by kind and path. */
const optional: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  finding: [
    'owner',
    'since',
    'plan',
    'run',
    'approvalRequest',
    'ruleParameters',
    'ruleParameters.a',
    'lookBack',
  ],
  run: ['approvedBy', 'approvalRequest', 'undoes', 'closed', 'reasons.0.todo', 'reasons.0.where'],
  document: ['writes.0.taken'],
  'approval-request': ['owner', 'reference', 'with', 'run', 'closed', 'by', 'comment'],
  hold: ['until', 'released'],
  canary: ['watches.0.told'],
  entry: [
    'owner',
    'outcome.plan',
    'outcome.run',
    'outcome.because',
    'outcome.why',
    'outcome.failure',
    'outcome.because.0.todo',
    'outcome.because.0.where',
  ],
};
/** Values of fields and ids of sentences, wherever a plan stands, are not looked at; what is to be done may be missing. */
const free = /changes\.0\.(before|after)$|(why|hazards\.0|notes\.0)\.id$/;
const mayLack = /(why|hazards\.0|notes\.0)\.todo$/;
const words = /(^|\.)(kind|status)$/;

const isBlock = (value: unknown): value is Json =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** Paths of all members, at every depth. */
const pathsIn = (value: unknown, before = ''): readonly string[] => {
  const members = isList(value)
    ? value.slice(0, 1).map((one) => ['0', one] as const)
    : isBlock(value)
      ? Object.entries(value)
      : [];
  return members.flatMap(([key, inner]) => {
    const path = before === '' ? key : `${before}.${key}`;
    return [path, ...pathsIn(inner, path)];
  });
};
const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, key) => {
    if (isList(inner)) return inner[Number(key)];
    return isBlock(inner) ? inner[key] : undefined;
  }, value);
/** The same with another value at a path; `undefined` takes the member away. */
const put = (value: unknown, [key = '', ...rest]: readonly string[], other: unknown): unknown => {
  const inner = (old: unknown): unknown => (rest.length === 0 ? other : put(old, rest, other));
  if (isList(value)) return value.map((one, index) => (String(index) === key ? inner(one) : one));
  return isBlock(value) ? { ...value, [key]: inner(value[key]) } : value;
};

/** What may not stand where this stands. */
const wrongFor = (value: unknown, path: string): readonly unknown[] => {
  if (typeof value === 'string')
    return [
      null,
      7,
      [value],
      { a: value },
      ...(value === moment ? ['no day'] : []),
      ...(words.test(path) ? ['else'] : []),
    ];
  if (typeof value === 'number') return [null, '1', [1], true];
  if (typeof value === 'boolean') return [null, 'true', 1];
  if (isList(value)) return [null, 'text', { 0: value[0] }, [null], [...value, null]];
  return [null, 'text', [], 7];
};

const isReadable = async (kind: Kind, value: unknown): Promise<boolean> => {
  const journal = soundJournal(openSqliteJournal(':memory:'));
  await journal.write({ kind, key: 'k', value }, 0);
  const damaged = {
    code: 'journal-damaged',
    says: `The journal's ${kind} "k" is not what Waxseal writes.`,
    todo: 'Restore the journal from a backup, or find out who else writes to it.',
  };
  const refused = (error: unknown): false => (expect(error).toMatchObject(damaged), false);
  const read = await journal.read(kind, 'k').then((row) => row?.revision === 1, refused);
  const list = async (): Promise<boolean> => {
    for await (const { revision } of journal.list(kind)) return revision === 1;
    return false;
  };
  expect(await list().catch(refused), 'read and list agree').toBe(read);
  await journal.close();
  return read;
};

describe.each(kinds)('%s', (kind) => {
  const row = whole[kind];

  test('whole, with what we do not look at, it is read', async () => {
    expect(await isReadable(kind, row)).toBe(true);
    expect(await isReadable(kind, { ...row, later: [null, { x: 1 }] })).toBe(true);
  });

  test.each([[null], [[]], ['text'], [7]])('%j is no row', async (value) => {
    expect(await isReadable(kind, value)).toBe(false);
  });
});

/** Of counters and answers no member is looked at. */
const withMembers = kinds.filter((kind) => pathsIn(whole[kind]).length > 0);

describe.each(withMembers)('%s, member by member', (kind) => {
  const row = whole[kind];
  const may = optional[kind] ?? [];
  const paths = pathsIn(row).filter((path) => !free.test(path));

  test('what may be absent may be absent, and nothing else', async () => {
    const readable: string[] = [];
    const parts = paths.filter((one) => !one.endsWith('.0'));
    for (const path of parts)
      if (await isReadable(kind, put(row, path.split('.'), undefined))) readable.push(path);
    expect(readable).toEqual(parts.filter((path) => may.includes(path) || mayLack.test(path)));
  });

  test('nothing else may stand where something stands', async () => {
    const readable: string[] = [];
    for (const path of paths.filter((one) => one !== 'ruleParameters.a'))
      for (const wrong of wrongFor(at(row, path), path))
        if (await isReadable(kind, put(row, path.split('.'), wrong)))
          readable.push(`${path}: ${JSON.stringify(wrong)}`);
    expect(readable).toEqual([]);
  });
});

test.each<readonly [Kind, string, readonly string[]]>([
  ['run', 'status', ['open', 'done', 'halted', 'rolled-back']],
  ['change', 'status', ['begun', 'done']],
  ['approval-request', 'status', ['open', 'used', 'rejected', 'expired', 'stale']],
  ['run', 'plan.kind', ['remediate', 'undo']],
])('every word that a %s has for its %s is read', async (kind, path, all) => {
  for (const word of all)
    expect(await isReadable(kind, put(whole[kind], path.split('.'), word)), word).toBe(true);
});

test('what is not there is not there, and the rest passes through', async () => {
  const inner = openSqliteJournal(':memory:');
  const journal = soundJournal(inner);
  expect(await journal.read('lease', 'k')).toBeUndefined();
  expect(await journal.write({ kind: 'lease', key: 'k', value: whole.lease, dueAt: moment }, 0)).toBe(1);
  expect(await journal.write({ kind: 'lease', key: 'k', value: whole.lease }, 5)).toBeUndefined();
  expect(await journal.due(moment, 5)).toMatchObject([{ key: 'k' }]);
  const listed: string[] = [];
  await journal.write({ kind: 'lease', key: 'other', value: whole.lease }, 0);
  for await (const { key } of journal.list('lease', 'o')) listed.push(key);
  expect(listed).toEqual(['other']);
  await journal.close();
  await expect(inner.read('lease', 'k')).rejects.toThrow('cannot be used');
});
