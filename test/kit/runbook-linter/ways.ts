import { fieldsOf, listOf, textOf, type Step } from './document.ts';
import { problem, type Problem } from './problem.ts';

const isEnd = ({ raw }: Step): boolean => raw['isEnd'] === true;
const wayOf = (way: unknown): string | undefined => /^step:(.+)$/.exec(textOf(way))?.[1];
const branches = ({ inputs }: Step): readonly string[] => [
  ...listOf(inputs['Choices']).map((choice) => textOf(fieldsOf(choice)['NextStep'])),
  ...(inputs['Default'] === undefined ? [] : [textOf(inputs['Default'])]),
];

/** Where a step leads when it succeeds, and when it does not, by name; `undefined` in the list: the next in order. */
const onward = (step: Step, next: string | undefined): readonly string[] => {
  if (step.action === 'aws:branch') return branches(step);
  if (isEnd(step)) return [];
  const { nextStep } = step.raw;
  const name = typeof nextStep === 'string' ? nextStep : next;
  return name === undefined ? [] : [name];
};
const astray = (step: Step, next: string | undefined): readonly string[] => [
  ...(step.raw['onFailure'] === 'Continue' ? onward(step, next) : []),
  ...[wayOf(step.raw['onFailure']), wayOf(step.raw['onCancel'])].filter((name) => name !== undefined),
];

/** Whether every way out of a step leads somewhere. */
export const checkWays = (step: Step, names: readonly string[]): readonly Problem[] => {
  const { name, raw } = step;
  const named = [
    ...(typeof raw['nextStep'] === 'string' ? [raw['nextStep']] : []),
    ...(step.action === 'aws:branch' ? branches(step) : []),
    ...[raw['onFailure'], raw['onCancel']].map(wayOf).filter((way) => way !== undefined),
  ];
  const ways = [raw['onFailure'], raw['onCancel']].filter(
    (way) => way !== undefined && !/^(Abort|Continue|step:.+)$/.test(textOf(way)),
  );
  return [
    ...named
      .filter((other) => !names.includes(other))
      .map((other) =>
        problem('no-such-step', name, `It leads to ${other || 'nowhere'}, which does not exist.`),
      ),
    ...ways.map((way) => problem('no-such-step', name, `"${textOf(way)}" is no way to go on.`)),
  ];
};

/** Of whoever calls the function without an approval: these only look. Every other name is taken for a write. */
const looks = new Set(['Recheck', 'Record', 'Verify']);

/** Everything that can be reached from the first step. `from` says whether an approval opens the way behind it. */
const reached = (steps: readonly Step[], throughApprovals: boolean): ReadonlySet<string> => {
  const found = new Set<string>();
  const left = steps.slice(0, 1).map(({ name }) => name);
  for (let name = left.pop(); name !== undefined; name = left.pop()) {
    const index = steps.findIndex((step) => step.name === name);
    const step = steps[index];
    if (!step || found.has(name)) continue;
    found.add(name);
    const next = steps[index + 1]?.name;
    const opened = throughApprovals || step.action !== 'aws:approve';
    left.push(...(opened ? onward(step, next) : []), ...astray(step, next));
  }
  return found;
};

/** Whether every step can be reached, and no write without an approval. */
export const checkPaths = (steps: readonly Step[]): readonly Problem[] => {
  const all = reached(steps, true);
  const unapproved = reached(steps, false);
  return [
    ...steps
      .filter(({ name }) => !all.has(name))
      .map(({ name }) => problem('unreachable', name, 'No step leads to it.')),
    ...steps
      .filter(({ name, action }) => action === 'aws:invokeLambdaFunction' && !looks.has(name))
      .filter(({ name }) => unapproved.has(name))
      .map(({ name }) =>
        problem('write-without-approval', name, 'There is a way to it on which nobody has approved.'),
      ),
  ];
};
