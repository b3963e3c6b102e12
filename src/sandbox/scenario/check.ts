import type { Row } from '../../core/journal/journal.ts';
import type { Outcome } from '../../core/model/outcome.ts';
import type { Ports } from '../../core/model/ports.ts';
import type { ApprovalRecord, Entry, Hold, Run } from '../../core/journal/records.ts';
import type { Host } from '../host.ts';
import type { Expectation } from './file.ts';
import { statementsIn } from '../kit/policy.ts';
import { policyOf } from '../resources.ts';
import { isBusiness } from '../services.ts';

/** How one look ended: as the engine says, or because its process died. */
export type Ended = Outcome | { readonly is: 'crashed' };

export const rowsOf = async <Value>(ports: Ports, kind: Row['kind']): Promise<readonly Value[]> => {
  const all: Value[] = [];
  for await (const { value } of ports.journal.list<Value>(kind)) all.push(value);
  return all;
};

/** In the order of their opening. */
export const opened = (a: { opened: string }, b: { opened: string }): number =>
  a.opened < b.opened ? -1 : a.opened > b.opened ? 1 : 0;

/** Why the last look ended as it did: the first reason's check, or the failure's code. */
const becauseOf = (ended: Ended | undefined): string | undefined => {
  if (!ended) return undefined;
  if ('because' in ended) return ended.because[0]?.check;
  if ('met' in ended) return ended.met?.[0]?.check;
  if ('failure' in ended) return ended.failure.code;
  return 'why' in ended ? ended.why.id : undefined;
};

/** How the last look ended and why, in one clause: `the last look ended as failed (answer-incomplete: …)`. */
export const endingText = (ended: Ended | undefined): string => {
  if (!ended) return 'nothing was looked at before this step';
  const why = (() => {
    if ('failure' in ended) return `${ended.failure.code}: ${ended.failure.says}`;
    return 'because' in ended ? ended.because.map(({ check }) => check).join(', ') : becauseOf(ended);
  })();
  return `the last look ended as ${ended.is}${why === undefined ? '' : ` (${why})`}`;
};

const compare = (what: string, wanted: unknown, found: unknown): readonly string[] =>
  wanted === undefined || JSON.stringify(wanted) === JSON.stringify(found)
    ? []
    : [`${what}: ${JSON.stringify(found)}, expected ${JSON.stringify(wanted)}`];

/** What the sandbox's own business with itself is not: a write to somebody's resource. */
const writesToResources = (host: Host): number =>
  host.writes().filter(({ caller, operation }) => caller === host.caller && !isBusiness(operation)).length;

const statusesOf = (
  values: readonly { readonly status: string; readonly opened: string }[],
): readonly string[] => values.toSorted(opened).map(({ status }) => status);

const linesOf = (entries: readonly Entry[]): readonly string[] =>
  entries.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map(({ outcome }) => outcome.is);

const isHeld = async (ports: Ports): Promise<boolean> => {
  const now = ports.now().toISOString();
  const holds = await rowsOf<Hold>(ports, 'hold');
  return holds.some(({ released, until }) => !released && (until === undefined || until > now));
};

export interface Shown {
  readonly host: Host;
  readonly ports: Ports;
  readonly endings: readonly Ended[];
  /** Since the last `expect`. */
  readonly recent: readonly Ended[];
}

/** Everything that is otherwise than expected, as sentences. */
export const unexpected = async (
  wanted: Expectation,
  { host, ports, endings, recent }: Shown,
): Promise<readonly string[]> => {
  const last = endings.at(-1);
  const { Executions } = host.world().ssm;
  const executions = Executions.map(({ started, status }) => ({ opened: started, status }));
  const policies = Object.entries(wanted.statements ?? {}).flatMap(([resource, sids]) => {
    const found = statementsIn(policyOf(resource, host.world())).map(({ Sid }) =>
      typeof Sid === 'string' ? Sid : '',
    );
    return compare(`statements of ${resource}`, sids, found);
  });
  return [
    ...compare('outcome', wanted.outcome, last?.is),
    ...compare(
      'outcomes',
      wanted.outcomes,
      recent.map(({ is }) => is),
    ),
    ...compare('because', wanted.because, becauseOf(last)),
    ...compare('writes', wanted.writes, writesToResources(host)),
    ...policies,
    ...compare('held', wanted.held, await isHeld(ports)),
    ...compare(
      'approvalRequests',
      wanted.approvalRequests,
      statusesOf(await rowsOf<ApprovalRecord>(ports, 'approval-request')),
    ),
    ...compare('executions', wanted.executions, statusesOf(executions)),
    ...compare('runs', wanted.runs, statusesOf(await rowsOf<Run>(ports, 'run'))),
    ...compare('log', wanted.log, linesOf(await rowsOf<Entry>(ports, 'entry'))),
  ];
};
