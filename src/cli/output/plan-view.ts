import type { CanaryRules } from '../../core/model/canary.ts';
import { quoted } from '../../core/say/shell.ts';
import { nameOf } from '../../report/name.ts';
import type { Decision } from '../../core/policy/gate.ts';
import type { Reason } from '../../core/model/outcome.ts';
import { sourcesOf, type Plan, type SourceChange } from '../../core/model/plan.ts';
import type { Change, Remediation } from '../../core/model/remediation.ts';
import type { Surroundings } from '../../core/model/surroundings.ts';
import {
  type Block,
  type Words,
  bold,
  cyan,
  dim,
  gap,
  heading,
  item,
  lines,
  text,
} from '../../report/blocks.ts';
import { type DiffLine, jsonDiff } from '../../report/diff.ts';
import { answerWords, impactWords, stepWords } from '../../report/words.ts';
import { evidenceView } from './evidence-view.ts';
import { type Call, callLine } from '../runtime/calls.ts';

export const diffLine = ({ is, text: words }: DiffLine): Words => {
  if (is === 'added') return [{ text: `+ ${words}`, style: 'green' }];
  if (is === 'removed') return [{ text: `- ${words}`, style: 'red' }];
  return [dim(`  ${words}`)];
};

const nothingThere = 'nothing there';

/** One field: what is and what will be. */
export const changeView = ({ set, on, before, after }: Change): readonly Block[] => {
  const added = before === null ? ` (now: ${nothingThere})` : after === null ? ' (removed)' : '';
  return [
    text([bold(set), ' on ', on, dim(added)], 2),
    lines(jsonDiff(before, after).map(diffLine), 4, 'diff'),
  ];
};

/** One reason of the gate: what spoke, what it says, where in the policy, what to do. */
export const reasonView = ({ check, says, todo, where }: Reason, indent = 2): readonly Block[] => [
  item([dim(`${check}: `), says, ...(where === undefined ? [] : [dim(` [${where}]`)])], indent),
  ...(todo === undefined ? [] : [text(['Do: ', todo], indent + 2)]),
];

const impactsOf = ({ changes }: Plan) => [...new Set(changes.flatMap(({ impact }) => impact))];

/** How to take the plan back once it has been applied. */
const undoCommand = (plan: Plan): string =>
  `waxseal undo --resource ${quoted(plan.target.arn)} --remediation ${plan.remediation} --reason '…'`;

export interface PlanSeen {
  readonly unit: Remediation;
  readonly plan: Plan;
  readonly surroundings: Surroundings;
  readonly decision?: Decision;
  /** How its clients are watched afterwards. */
  readonly watching?: CanaryRules;
  /** No deployment has the journal: then nobody watches. */
  readonly isAlone?: boolean;
  /** Why they are not, although the policy says so. */
  readonly unwatched?: Reason;
  readonly calls: readonly Call[];
}

type Language = 'cloudformation' | 'cdk' | 'terraform';
const languageNames: Readonly<Record<Language, string>> = {
  cloudformation: 'CloudFormation',
  cdk: 'CDK',
  terraform: 'Terraform',
};
/** Which code helps, by what made the resource; whoever is not known may use any. */
const languagesOf = (by: string | undefined): readonly Language[] => {
  if (by === 'terraform') return ['terraform'];
  if (by === 'cdk') return ['cdk', 'cloudformation'];
  return by === 'cloudformation' || by === 'service-catalog' ? ['cloudformation'] : [];
};

/** The same change in the code that made the resource, so that the next deployment does not take it back. */
const sourceView = (plan: Plan, sources: readonly SourceChange[]): readonly Block[] =>
  sources.length === 0 ? [] : [...codeView(plan, sources), ...commandView(sources)];

/** What people may type who make the change themselves. */
const commandView = (sources: readonly SourceChange[]): readonly Block[] => {
  const commands = sources.flatMap(({ cli }) => (cli === undefined ? [] : [cli]));
  if (commands.length === 0) return [];
  return [heading('By hand'), ...commands.map((command) => lines(command.split('\n'), 2, 'sh'))];
};

const codeView = ({ ownedBy }: Plan, sources: readonly SourceChange[]): readonly Block[] => {
  const languages = languagesOf(ownedBy?.by);
  if (languages.length === 0)
    return [
      heading('In code'),
      text(
        'Where code describes it, make the change there too: --format json carries it for CloudFormation, CDK and Terraform.',
        2,
      ),
    ];
  return [
    heading('In code'),
    ...languages.flatMap((language) => [
      text([bold(languageNames[language])], 2),
      ...sources.map((source) =>
        lines(
          source[language].split('\n'),
          4,
          language === 'cdk' ? 'ts' : language === 'terraform' ? 'hcl' : 'yaml',
        ),
      ),
    ]),
  ];
};

const gateView = ({ answer, reasons }: Decision, plan: Plan): readonly Block[] => {
  const { says, style } = answerWords[answer];
  // Hazards stand in full above; the gate only says that they count.
  const said = new Set(plan.hazards.map((hazard) => hazard.says));
  const rest = reasons.filter((reason) => !said.has(reason.says));
  const hazards = reasons.length - rest.length;
  return [
    heading('What the policy says'),
    text(['It ', { text: says, style: [style, 'bold'] }, '.'], 2),
    ...(hazards === 0
      ? []
      : [item([dim('hazard: '), 'what is marked with ! above makes it require an approval.'])]),
    ...rest.flatMap((reason) => reasonView(reason)),
  ];
};

/** Said where the policy watches clients and the journal is a file. */
export const nobodyWatches =
  'Nobody watches what is applied from here: only the functions of a deployment look again, and a journal that is a file is not theirs.';

/** What follows when errors of clients jump after the fix. */
const onJump: Readonly<Record<CanaryRules['onJump'], string>> = {
  page: 'A jump is told.',
  undo: 'A jump is told; one that nobody outside can cause has the fix taken back.',
};

const watchingView = ({ minutes, onJump: follows }: CanaryRules, isAlone: boolean): readonly Block[] => [
  heading('What is watched afterwards'),
  ...(isAlone
    ? [text(nobodyWatches, 2), text('Functions that have the journal would watch:', 2)]
    : [text('By the functions of the deployment that has this journal:', 2)]),
  text(`Errors of its clients, for ${minutes} minutes. ${onJump[follows]}`, 2),
];

/** A plan as somebody who must review it needs it: what, why, who may break, who decides, how to take it back. */
export const planView = ({
  unit,
  plan,
  surroundings,
  decision,
  watching,
  isAlone = false,
  unwatched,
  calls,
}: PlanSeen): readonly Block[] => {
  const { target, changes, advises = [], why, hazards, notes } = plan;
  const { meta } = unit;
  const actions = meta.permissions[plan.kind === 'undo' ? 'undo' : 'write'];
  const reversible = meta.reversible;
  return [
    heading([bold(meta.title), dim(`  ${plan.remediation}`)]),
    text([target.type, ' ', cyan(nameOf(target))], 2),
    text([dim('arn    '), target.arn], 2),
    text([dim('where  '), `${target.account} ${target.region}`], 2),
    text([dim('owner  '), surroundings.owner ?? 'nobody is named by a tag'], 2),
    text([dim('made by '), plan.ownedBy?.says ?? 'no tag tells (Terraform leaves none)'], 2),
    text([dim('plan   '), changes.length === 0 ? 'none: only people can remediate this' : plan.id], 2),
    heading('Why'),
    ...(plan.step
      ? [text([bold(stepWords(plan.step)), ': each is planned, asked about and proven by itself.'], 2)]
      : []),
    text(why.says, 2),
    ...(why.todo === undefined ? [] : [text(['Do: ', why.todo], 2)]),
    ...notes.map(({ says }) => item(says)),
    ...(changes.length === 0
      ? []
      : [
          heading('What changes'),
          ...changes.flatMap(changeView),
          heading('What may break'),
          ...impactsOf(plan).map((impact) => item([impactWords[impact], dim(` (${impact})`)])),
        ]),
    ...(advises.length === 0 ? [] : [heading('What people change'), ...advises.flatMap(changeView)]),
    ...(hazards.length === 0
      ? []
      : [
          heading('Look at this first'),
          ...hazards.flatMap(({ id, says, todo }) => [
            item([{ text: says, style: 'yellow' }, dim(` (${id})`)], 2, '!'),
            ...(todo === undefined ? [] : [text(['Do: ', todo], 4)]),
          ]),
        ]),
    ...sourceView(plan, sourcesOf(unit, plan)),
    ...(decision?.evidence ? evidenceView(decision.evidence) : []),
    ...(decision ? gateView(decision, plan) : []),
    ...(changes.length === 0
      ? []
      : [
          heading('API calls'),
          ...(calls.length === 0 ? [] : [lines(calls.map(callLine), 2)]),
          text([dim(`with ${actions.join(', ')}`)], 2),
          ...(watching ? watchingView(watching, isAlone) : []),
          ...(unwatched ? [heading('What is watched afterwards'), ...reasonView(unwatched)] : []),
          heading('Taking it back'),
          ...(reversible === true
            ? [lines([undoCommand(plan)], 2, 'sh')]
            : [text(`This cannot be undone: ${reversible.not}`, 2)]),
        ]),
    gap,
  ];
};
