import { actions, systemNames } from './actions.ts';
import { fieldsOf, textOf, type Fields, type Step } from './document.ts';
import { longestMessage, longestParameter } from '../../../src/aws/runbook-limits.ts';
import { problem, type Problem } from './problem.ts';

const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** Whether everything that stands in for something is known. */
export const checkReferences = (
  where: string,
  value: unknown,
  parameters: Fields,
  steps: readonly Step[],
): readonly Problem[] => {
  const known = (name: string): boolean => {
    if (Object.hasOwn(parameters, name) || systemNames.has(name)) return true;
    const [, from = '', output = ''] = /^(\w+)\.(\w+)$/.exec(name) ?? [];
    const step = steps.find((one) => one.name === from);
    return step !== undefined && (actions[step.action]?.outputs.includes(output) ?? false);
  };
  const text = JSON.stringify(value) ?? '';
  const names = [...text.matchAll(placeholder)].map(([, name = '']) => name);
  const left = text.replaceAll(placeholder, '');
  return [
    ...names
      .filter((name) => !known(name))
      .map((name) => problem('unresolved', where, `Nothing is known as {{ ${name} }}.`)),
    ...(left.includes('{{') ? [problem('unresolved', where, 'A placeholder is not closed.')] : []),
  ];
};

const lengthOf = (parameter: unknown): number => {
  const { maxChars } = fieldsOf(parameter);
  return typeof maxChars === 'number' ? maxChars : longestParameter;
};
/** Ids, dates and Regions: a UUID is the longest of them. */
const longestSystemValue = 36;

/** Whether the message fits once it is filled, with the longest of everything. */
export const checkMessage = ({ name, inputs }: Step, parameters: Fields): readonly Problem[] => {
  const message = textOf(inputs['Message']);
  const filled = [...message.matchAll(placeholder)].map(([, inner = '']) =>
    Object.hasOwn(parameters, inner) ? lengthOf(parameters[inner]) : longestSystemValue,
  );
  const length = message.replaceAll(placeholder, '').length + filled.reduce((sum, one) => sum + one, 0);
  if (length <= longestMessage) return [];
  return [
    problem('message-too-long', name, `Filled it can have ${length} characters; ${longestMessage} fit.`),
  ];
};

export const checkParameters = (parameters: Fields): readonly Problem[] =>
  Object.entries(parameters).flatMap(([name, parameter]) => [
    ...(textOf(fieldsOf(parameter)['type']) === ''
      ? [problem('shape', `parameters.${name}`, 'It has no type.')]
      : []),
    ...(lengthOf(parameter) > longestParameter
      ? [
          problem(
            'parameter-too-long',
            `parameters.${name}`,
            `SSM takes at most ${longestParameter} characters in one value of a parameter.`,
          ),
        ]
      : []),
  ]);
