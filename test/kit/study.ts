import { same } from '../../src/core/model/json.ts';
import type { Outcome } from '../../src/core/model/outcome.ts';
import { planOf } from '../../src/core/model/plan.ts';
import type { Remediation, Verdict } from '../../src/core/model/remediation.ts';
import type { Resource } from '../../src/core/model/resource.ts';
import type { Call } from '../../src/sandbox/world.ts';
import type { Case } from './case.ts';
import { frozen } from './frozen.ts';
import { ownCalls, resourcesOf, standOf, type Stand } from './stand.ts';

export type Evaluated = Verdict | { readonly is: 'gone' };

/** Reads and decides by the unit's own functions, without the engine. States are frozen on the way. */
export const evaluate = async ({ unit, target, ports, settings }: Stand): Promise<Evaluated> => {
  const state = await unit.read(target, { ...ports.clouds.look(target), now: () => ports.now() });
  return state === undefined ? { is: 'gone' } : unit.plan(frozen(state), target, settings);
};

export const planIdOf = ({ unit, target }: Stand, verdict: Evaluated): string | undefined =>
  verdict.is === 'non-compliant' ? planOf(unit, target, verdict).id : undefined;

/** Everything that happened when a case was applied and taken back. */
export interface Study {
  readonly stand: Stand;
  readonly first: Evaluated;
  readonly readCalls: readonly Call[];
  readonly applied: Outcome;
  readonly applyCalls: readonly Call[];
  readonly after: Evaluated;
  /** Where there is something to take back. */
  readonly undone?: Outcome;
  readonly undoCalls: readonly Call[];
  readonly last?: Evaluated;
  /** The account's resources before and at the end, as canonical JSON. */
  readonly resources: { readonly before: string; readonly applied: string; readonly last: string };
}

/** The same as far as the first verdict. */
export const look = async (unit: Remediation, resource: Resource, row: Case): Promise<Looked> => {
  const stand = await standOf(unit, resource, row);
  const mark = stand.host.calls().length;
  const first = await evaluate(stand);
  return { stand, first, readCalls: ownCalls(stand.host, mark) };
};
export type Looked = Pick<Study, 'stand' | 'first' | 'readCalls'>;

export const study = async (unit: Remediation, resource: Resource, row: Case): Promise<Study> => {
  const stand = await standOf(unit, resource, row);
  const { host } = stand;
  const before = resourcesOf(host);
  let mark = host.calls().length;
  const callsSince = (): readonly Call[] => {
    const calls = ownCalls(host, mark);
    mark = host.calls().length;
    return calls;
  };
  const first = await evaluate(stand);
  const readCalls = callsSince();
  const applied = await stand.apply();
  const applyCalls = callsSince();
  const resources = { before, applied: resourcesOf(host), last: resourcesOf(host) };
  const after = await evaluate(stand);
  callsSince();
  const run = 'run' in applied ? applied.run : undefined;
  if (run === undefined)
    return { stand, first, readCalls, applied, applyCalls, after, undoCalls: [], resources };
  const undone = await stand.undo(run);
  const undoCalls = callsSince();
  const last = await evaluate(stand);
  return {
    stand,
    first,
    readCalls,
    applied,
    applyCalls,
    after,
    undone,
    undoCalls,
    last,
    resources: { ...resources, last: resourcesOf(host) },
  };
};

/** Verdicts are kept and sent: nothing may get lost as JSON. */
export const survivesJson = (verdict: Evaluated): boolean => {
  const through: unknown = JSON.parse(JSON.stringify(verdict));
  return same(through, verdict);
};
