import { nameOf } from '../../report/name.ts';
import type { Conflict, Outcome } from '../../core/model/outcome.ts';
import type { Target } from '../../core/model/target.ts';
import { type Block, bold, dim, item, lines, text } from '../../report/blocks.ts';
import { jsonDiff, jsonLines } from '../../report/diff.ts';
import { wordsOf } from '../../report/words.ts';
import { failureView } from './failure-view.ts';
import { quoted } from '../../core/say/shell.ts';
import { changeView, diffLine, reasonView } from './plan-view.ts';

export interface Ended {
  readonly remediation: string;
  readonly target: Target;
  readonly outcome: Outcome;
}

const value = (name: string, one: unknown): readonly Block[] => {
  const all = jsonLines(one);
  return [
    text([dim(`${name}:`), all.length === 0 ? ' absent' : ''], 4),
    ...(all.length === 0 ? [] : [lines(all, 6, 'json')]),
  ];
};

const conflictView = ({ set, on, before, became, now }: Conflict): readonly Block[] => [
  item([bold(set), ' on ', on]),
  ...value('before us', before),
  ...value('through us', became),
  ...value('now', now),
  text([dim('what somebody changed since:')], 4),
  lines(jsonDiff(became ?? null, now ?? null).map(diffLine), 6, 'diff'),
];

const isUnsent = (outcome: Outcome): boolean => outcome.is === 'settling' && 'because' in outcome;

/** What to do next, as commands that can be copied. */
const next = ({ remediation, target, outcome }: Ended): readonly string[] => {
  const arn = quoted(target.arn);
  switch (outcome.is) {
    case 'approval-requested':
      return [
        `waxseal approve ${outcome.approvalRequest}`,
        `waxseal reject ${outcome.approvalRequest} --reason '…'`,
      ];
    case 'remediated':
    case 'progressed':
    case 'regressed':
      return [`waxseal undo ${outcome.run} --reason '…'`];
    case 'settling':
      if (isUnsent(outcome)) return [];
      // What was taken back is looked at again; to take that back as well is nobody's next step.
      return outcome.plan.kind === 'undo'
        ? [`waxseal apply --resource ${arn} --remediation ${remediation}`]
        : [`waxseal undo ${outcome.run} --reason '…'`];
    case 'rolled-back':
      return [`waxseal release --resource ${arn} --remediation ${remediation}`];
    case 'reported':
    case 'manual-action-needed':
      if (outcome.plan.kind === 'undo') return [];
      return [`waxseal plan --resource ${arn} --remediation ${remediation}`];
    case 'conflict':
    case 'stale':
      return [`waxseal apply --resource ${arn} --remediation ${remediation}`];
    case 'compliant':
    case 'gone':
    case 'not-applicable':
    case 'unknown':
    case 'pending':
    case 'skipped':
    case 'deferred':
    case 'halted':
    case 'refused':
    case 'overwritten':
    case 'watched':
    case 'failed':
      return [];
  }
};

/** Only functions of a deployment look by themselves. */
const againAfter = (until: string, isAlone: boolean): string =>
  isAlone
    ? `Nothing looks again by itself with a journal that is a file: apply again after ${until}.`
    : `Looked at again after ${until}.`;

/** One outcome: how it ended, what was written, why, and what comes next. */
export const outcomeView = (
  ended: Ended,
  { verbose = false, isAlone = false }: { readonly verbose?: boolean; readonly isAlone?: boolean } = {},
): readonly Block[] => {
  const { remediation, target, outcome } = ended;
  const { says, style } = wordsOf(outcome);
  const wrote =
    outcome.is === 'remediated' ||
    outcome.is === 'progressed' ||
    (outcome.is === 'settling' && !isUnsent(outcome)) ||
    outcome.is === 'rolled-back';
  const commands = next(ended);
  return [
    text([{ text: says, style: [style, 'bold'] }, '  ', bold(nameOf(target)), dim(`  ${remediation}`)]),
    ...('why' in outcome ? [text(outcome.why.says, 2)] : []),
    ...('why' in outcome && outcome.why.todo !== undefined ? [text(['Do: ', outcome.why.todo], 2)] : []),
    ...('plan' in outcome && outcome.plan ? [text(outcome.plan.why.says, 2)] : []),
    ...(wrote || verbose
      ? 'plan' in outcome && outcome.plan
        ? outcome.plan.changes.flatMap(changeView)
        : []
      : []),
    ...('because' in outcome ? outcome.because.flatMap((reason) => reasonView(reason)) : []),
    ...('met' in outcome ? (outcome.met ?? []).flatMap((reason) => reasonView(reason)) : []),
    ...(outcome.is === 'refused' && outcome.conflicts ? outcome.conflicts.flatMap(conflictView) : []),
    ...(outcome.is === 'deferred' ? [text(againAfter(outcome.until, isAlone), 2)] : []),
    ...(outcome.is === 'failed' ? failureView(outcome.failure) : []),
    ...(commands.length === 0 ? [] : [lines(commands, 2, 'sh')]),
  ];
};
