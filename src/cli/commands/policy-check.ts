import { type Block, dim, green, item, red, text, yellow, gap } from '../../report/blocks.ts';
import type { Command } from '../runtime/context.ts';
import { exits } from '../output/exits.ts';
import { defaultPolicyFile, policyFile } from '../input/policy-source.ts';
import { readNamedFile } from '../input/text-file.ts';

interface Problem {
  readonly line: number;
  readonly path: string;
  readonly says: string;
  readonly todo?: string;
}

const problemView = (problem: Problem, kind: 'problem' | 'warning'): readonly Block[] => [
  item([(kind === 'problem' ? red : yellow)(`line ${problem.line}`), ` ${problem.path} ${problem.says}`]),
  ...(problem.todo === undefined ? [] : [text(['Do: ', problem.todo], 4)]),
];

const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** `waxseal policy check [FILE]` */
export const run: Command = async ({ args }, { host, globals }) => {
  const file = args[0] ?? globals.policy ?? defaultPolicyFile;
  const content = await readNamedFile(host, file, policyFile);
  const catalog = host.parts?.catalog ?? (await import('../../services/index.ts')).catalog;
  const { checkPolicy } = await import('../../adapters/policy/check.ts');
  const { problems, warnings, policy } = await checkPolicy(content, file, catalog, host.now());
  const valid = policy !== undefined;
  const view: readonly Block[] = [
    ...problems.flatMap((problem) => problemView(problem, 'problem')),
    ...warnings.flatMap((problem) => problemView(problem, 'warning')),
    ...(problems.length + warnings.length > 0 ? [gap] : []),
    ...(policy
      ? [
          text([green('valid'), `  ${file}`]),
          text(
            `Unless a rule says otherwise: ${policy.mode}. ${many(policy.rules.length, 'rule')}, ${many(policy.exemptions.length, 'exemption')}, ${many(policy.optIns.length, 'opt-in')}.`,
            2,
          ),
          text(
            policy.killSwitch
              ? [red('The kill switch is on: nothing is written.')]
              : [dim('The kill switch is off.')],
            2,
          ),
        ]
      : [text([red('not valid'), `  ${file}: correct it before it is used.`])]),
  ];
  const document = {
    schema: 'waxseal/policy-check/v1',
    file,
    valid,
    problems,
    warnings,
    ...(policy && { policy }),
  } as const;
  return { document, view, exit: valid ? exits.done : exits.usage };
};
