import { actions, documentKeys, stepKeys } from './actions.ts';
import { fieldsOf, listOf, stepOf, type Fields, type Step } from './document.ts';
import { longestDocument } from '../../../src/aws/runbook-limits.ts';
import { problem, type Problem } from './problem.ts';
import { checkMessage, checkParameters, checkReferences } from './texts.ts';
import { checkPaths, checkWays } from './ways.ts';

export type { Problem } from './problem.ts';

const shapeOf = (document: Fields): readonly Problem[] => [
  ...(document['schemaVersion'] === '0.3'
    ? []
    : [problem('shape', 'schemaVersion', 'An Automation runbook has schemaVersion 0.3.')]),
  ...(document['assumeRole'] === undefined
    ? [problem('shape', 'assumeRole', 'Without a role it would run with the rights of whoever starts it.')]
    : []),
  ...(listOf(document['mainSteps']).length === 0
    ? [problem('shape', 'mainSteps', 'There are no steps.')]
    : []),
  ...Object.keys(document)
    .filter((key) => !documentKeys.has(key))
    .map((key) => problem('unknown-key', key, `No runbook has ${key}.`)),
];

const checkName = ({ name }: Step, names: readonly string[]): readonly Problem[] => [
  ...(/^\w{3,128}$/.test(name) ? [] : [problem('step-name', name, `"${name}" is no name of a step.`)]),
  ...(names.filter((other) => other === name).length > 1
    ? [problem('step-name', name, `Two steps are called ${name}.`)]
    : []),
];

const checkStep = ({ name, action, raw, inputs }: Step): readonly Problem[] => {
  const known = actions[action];
  if (!known) return [problem('unknown-action', name, `${action || 'No action'} is none that we use.`)];
  const { timeoutSeconds: timeout } = raw;
  const { longest } = known;
  const waits = longest !== undefined;
  return [
    ...Object.keys(raw)
      .filter((key) => !stepKeys.has(key))
      .map((key) => problem('unknown-key', name, `No step has ${key}.`)),
    ...Object.keys(inputs)
      .filter((key) => !known.anyInput && !known.inputs.includes(key))
      .map((key) => problem('unknown-key', name, `${action} has no input ${key}.`)),
    ...known.required
      .filter((key) => inputs[key] === undefined)
      .map((key) => problem('missing-input', name, `${action} needs the input ${key}.`)),
    ...(waits && typeof timeout !== 'number'
      ? [problem('missing-timeout', name, 'It waits or calls, and says not how long: give timeoutSeconds.')]
      : []),
    ...(waits && typeof timeout === 'number' && timeout > longest
      ? [problem('timeout-too-long', name, `AWS waits at most ${longest} seconds.`)]
      : []),
  ];
};

/**
 * Everything that is wrong with an SSM Automation runbook (schema 0.3), found before AWS or a night shift finds it.
 * `runbook` is as parsed from YAML or JSON; `text` is the file itself, for its size. Pure. Knows only the actions that
 * Waxseal uses; another one is a problem, not a guess.
 */
export const checkRunbook = (runbook: unknown, text = JSON.stringify(runbook) ?? ''): readonly Problem[] => {
  const document = fieldsOf(runbook);
  const steps = listOf(document['mainSteps']).map(stepOf);
  const names = steps.map(({ name }) => name);
  const parameters = fieldsOf(document['parameters']);
  const size = new TextEncoder().encode(text).length;
  return [
    ...shapeOf(document),
    ...(size > longestDocument
      ? [problem('size', 'mainSteps', `It has ${size} bytes; ${longestDocument} fit.`)]
      : []),
    ...checkParameters(parameters),
    ...checkReferences('assumeRole', document['assumeRole'], parameters, steps),
    ...steps.flatMap((step) => [
      ...checkName(step, names),
      ...checkStep(step),
      ...checkWays(step, names),
      ...checkReferences(step.name, step.raw, parameters, steps),
      ...(step.action === 'aws:approve' ? checkMessage(step, parameters) : []),
    ]),
    ...checkPaths(steps),
  ];
};
