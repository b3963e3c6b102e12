import type { Fault } from '../../src/sandbox/faults.ts';
import { contracts } from '../kit/contracts.ts';
import type { ScenarioFile, ScenarioStep } from '../../src/sandbox/scenario/file.ts';

/** A fault at one point; a `writer` names what somebody else does there, worked out when it happens. */
export interface Slip extends Omit<Fault, 'write'> {
  readonly nth: number;
  readonly writer?: string;
}

/** Events come twice, and in another order than they were sent. */
interface Shuffle {
  readonly twice?: number;
  readonly swapped?: number;
}

/** One thing to be tried: a scenario, and what goes wrong in it. */
export interface Case {
  readonly name: string;
  readonly scenario: ScenarioFile;
  readonly slips: readonly Slip[];
  readonly shuffle?: Shuffle;
  /** Steps after those of the file, in which whatever a fault left unfinished must end. */
  readonly tail: readonly ScenarioStep[];
  /** Without the file's expectations, although nothing goes wrong: they look into the journal, and would be counted. */
  readonly bare?: true;
}

const asked = (scenario: ScenarioFile): readonly ScenarioStep[] =>
  scenario.steps.some((step) => 'reject' in step)
    ? []
    : scenario.steps.filter((step) => 'approve' in step && step.refused === undefined).slice(0, 1);

const all = Object.values(contracts);
const resolving = new Set(all.flatMap(({ resolvedBy = [] }) => resolvedBy));
const owners = new Set(
  all.flatMap(({ ownersPart = {} }) => Object.values(ownersPart).map(({ operation }) => operation)),
);

/** The event came to a function that failed: the queue brings it again. */
const isBroughtAgain = ({ operation, kind }: Slip): boolean =>
  kind.startsWith('crash') ||
  operation.startsWith('journal:') ||
  resolving.has(operation) ||
  kind === 'another-worker';

/** Time passes, the waker comes, and so do the people who are waited for. */
const roundOf = (scenario: ScenarioFile, wait: string): readonly ScenarioStep[] => [
  { advance: wait },
  { wake: 10 },
  ...asked(scenario),
  ...scenario.steps.filter((step) => 'actor' in step && owners.has(step.actor.operation)),
];

/** Two wakes more, for what a late fault made begin anew. */
export const longer = (one: Case): Case => ({
  ...one,
  tail: [...one.tail, ...roundOf(one.scenario, '8h'), ...roundOf(one.scenario, '8h')],
});

/** Half an hour, three hours, eight hours: longer than any lease, and than the waker's longest wait. */
export const tailOf = (scenario: ScenarioFile, slips: readonly Slip[]): readonly ScenarioStep[] => {
  const approve = asked(scenario);
  const events = scenario.steps.flatMap((step) => ('deliver' in step ? [step.deliver] : []));
  const again: readonly ScenarioStep[] = slips.some(isBroughtAgain)
    ? [...new Set(events)].map((id) => ({ deliver: id }))
    : [];
  const round = (wait: string) => roundOf(scenario, wait);
  return [{ advance: '30m' }, ...again, ...approve, ...round('3h'), ...round('8h'), ...round('8h')];
};

/** The steps as they are played. What is expected holds only where nothing goes wrong. */
export const stepsOf = ({ scenario, slips, shuffle = {}, tail, bare }: Case): readonly ScenarioStep[] => {
  const faulty = bare || slips.length > 0 || shuffle.twice !== undefined || shuffle.swapped !== undefined;
  const given = faulty ? scenario.steps.filter((step) => !('expect' in step)) : scenario.steps;
  const { twice, swapped } = shuffle;
  const doubled = given.flatMap((step, index) => (index === twice ? [step, step] : [step]));
  if (swapped === undefined) return [...doubled, ...tail];
  const [first, second] = [doubled[swapped], doubled[swapped + 1]];
  if (!first || !second) return [...doubled, ...tail];
  return [...doubled.slice(0, swapped), second, first, ...doubled.slice(swapped + 2), ...tail];
};
