import { WaxsealError } from '../model/errors.ts';
import type { Journal, Kind, Row } from './journal.ts';

/**
 * What the engine relies on in each kind of row. Somebody may have fixed a row by hand, restored half a backup or
 * written with another program; a lease without an end or a hold without its finding must not read as "free".
 */
type Check = (value: unknown) => boolean;

const isBlock = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text: Check = (value) => typeof value === 'string';
const count: Check = (value) => Number.isFinite(value);
const moment: Check = (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value));
const flag: Check = (value) => typeof value === 'boolean';
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    words.some((word) => word === value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const block =
  (members: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isBlock(value) &&
    Object.entries(members).every(([key, check]) =>
      check(Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined),
    );

const texts = listOf(text);
const target = block({ account: text, region: text, partition: text, type: text, id: text, arn: text });
const said = block({ says: text, todo: optional(text) });
const reasons = listOf(block({ check: text, says: text, todo: optional(text), where: optional(text) }));
const plan = block({
  id: text,
  kind: oneOf('remediate', 'undo'),
  remediation: text,
  version: count,
  target,
  changes: listOf(block({ set: text, on: text, impact: texts })),
  why: said,
  hazards: listOf(said),
  notes: listOf(said),
});
const cause = block({ by: text });

const checks: Readonly<Record<Kind, Check>> = {
  finding: block({
    remediation: text,
    target,
    owner: optional(text),
    is: text,
    since: optional(moment),
    lastSeen: moment,
    plan: optional(text),
    run: optional(text),
    approvalRequest: optional(text),
    ruleParameters: optional(isBlock),
    approvalRequests: count,
    attempts: count,
    reverted: listOf(moment),
    lookBack: optional(block({ at: moment, runs: texts })),
    refused: optional(
      block({ at: moment, sent: text, failure: block({ code: text, says: text, todo: text, retry: flag }) }),
    ),
    evidence: optional(block({ at: moment, asked: text, answer: block({ is: text }) })),
  }),
  run: block({
    id: text,
    finding: text,
    plan,
    cause,
    reasons,
    approvedBy: optional(texts),
    approvalRequest: optional(text),
    undoes: optional(text),
    status: oneOf('open', 'done', 'halted', 'rolled-back'),
    opened: moment,
    closed: optional(moment),
  }),
  change: block({
    run: text,
    index: count,
    set: text,
    on: text,
    status: oneOf('begun', 'done'),
    ours: flag,
    at: moment,
  }),
  document: block({
    writes: listOf(block({ run: text, at: moment, added: texts, removed: texts, taken: optional(flag) })),
  }),
  'approval-request': block({
    id: text,
    finding: text,
    plan,
    reasons: texts,
    approvers: texts,
    minimum: count,
    opened: moment,
    expires: moment,
    owner: optional(text),
    remediation: text,
    target,
    reference: optional(text),
    with: optional(texts),
    status: oneOf('open', 'used', 'rejected', 'expired', 'stale'),
    run: optional(text),
    closed: optional(moment),
    by: optional(texts),
    comment: optional(text),
  }),
  hold: block({
    finding: text,
    remediation: text,
    target,
    by: text,
    reason: text,
    from: moment,
    until: optional(moment),
    released: optional(block({ by: text, at: moment })),
  }),
  lease: block({ holder: text, until: moment }),
  entry: block({
    finding: text,
    remediation: text,
    target,
    owner: optional(text),
    at: moment,
    cause,
    outcome: block({
      is: text,
      plan: optional(plan),
      run: optional(text),
      because: optional(reasons),
      why: optional(said),
      failure: optional(said),
    }),
  }),
  // Counters and answers belong to whoever keeps them; all are blocks.
  counter: isBlock,
  answer: isBlock,
  enabling: block({
    of: text,
    target,
    by: text,
    at: moment,
    steps: listOf(block({ operation: text, input: isBlock })),
    made: count,
    undo: texts,
  }),
  canary: block({
    watches: listOf(
      block({
        run: text,
        finding: text,
        target,
        questions: listOf(block({ ask: text, of: text })),
        opened: moment,
        told: optional(texts),
      }),
    ),
  }),
};

const damaged = (kind: Kind, key: string): WaxsealError =>
  new WaxsealError({
    code: 'journal-damaged',
    says: `The journal's ${kind} "${key}" is not what Waxseal writes.`,
    todo: 'Restore the journal from a backup, or find out who else writes to it.',
  });

const sound = <Value>(row: Row<Value>): Row<Value> => {
  if (checks[row.kind](row.value)) return row;
  throw damaged(row.kind, row.key);
};

/**
 * The journal, whose rows are looked at before anything is done with them. Throws `WaxsealError` `journal-damaged`.
 * `due` tells keys to be read again, so one damaged row keeps none of the others waiting.
 */
export const soundJournal = (journal: Journal): Journal => ({
  read: async <Value>(kind: Kind, key: string) => {
    const row = await journal.read<Value>(kind, key);
    return row && sound(row);
  },
  write: (row, expected) => journal.write(row, expected),
  async *list<Value>(kind: Kind, prefix?: string) {
    for await (const row of journal.list<Value>(kind, prefix)) yield sound(row);
  },
  due: (...given) => journal.due(...given),
  close: () => journal.close(),
});
