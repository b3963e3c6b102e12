import { sessionsCounted } from '../../aws/principal.ts';
import type { Outcome } from '../../core/model/outcome.ts';
import { reconcile } from '../../core/engine/reconcile.ts';
import type { AskRecord } from '../../core/journal/records.ts';
import { dim, gap, text } from '../../report/blocks.ts';
import { mayAnswer, signalled } from '../runtime/approvals.ts';
import type { CommandResult, Context } from '../runtime/context.ts';
import { exitOf, exits } from '../output/exits.ts';
import { heedInterrupts } from '../runtime/interrupt.ts';
import { outcomeView } from '../output/outcome-view.ts';
import type { Station } from '../runtime/station.ts';
import { didYouMean } from './suggest.ts';
import { UsageError } from './usage.ts';

const askNamed = async (id: string, { ports }: Station): Promise<AskRecord> => {
  const row = await ports.journal.read<AskRecord>('ask', id);
  if (row) return row.value;
  const open: string[] = [];
  for await (const { key, value } of ports.journal.list<AskRecord>('ask'))
    if (value.status === 'open') open.push(key);
  const otherwise =
    open.length > 0
      ? `Open are: ${open.slice(0, 5).join(', ')}.`
      : 'Nothing waits for an approval; check which journal is used.';
  throw new UsageError(
    'ask-unknown',
    `There is no ask "${id}" in this journal.`,
    didYouMean(id, open, otherwise),
  );
};

const closed = (ask: AskRecord): UsageError =>
  new UsageError(
    'ask-closed',
    `The ask ${ask.id} is closed already: ${ask.status}.`,
    `waxseal history --resource ${ask.target.arn} tells what became of it.`,
  );

const notYet = (ask: AskRecord): UsageError =>
  new UsageError(
    'ask-queued',
    `The ask ${ask.id} waits for its turn: too many are open.`,
    'Answer those that are open; it is put before approvers by itself.',
  );

const notAlone = (ask: AskRecord, others: readonly string[]): UsageError =>
  new UsageError(
    'ask-in-digest',
    `One answer decides ${ask.id} together with ${others.join(', ')}.`,
    'Look at all of them in waxseal report, then give --together.',
  );

/** The answer is SSM's now: its runbook looks again and applies, in AWS. */
const handedOn = (
  ask: AskRecord,
  { by, answer }: { readonly by: string; readonly answer: 'approve' | 'reject' },
): CommandResult => {
  const exit = answer === 'approve' ? exits.waiting : exits.done;
  const schema = answer === 'approve' ? 'waxseal/approve/v1' : 'waxseal/reject/v1';
  const says =
    answer === 'approve'
      ? 'SSM has your approval. When there are enough, its runbook has the plan looked at again and applied.'
      : 'SSM has your rejection. Nobody is asked again for some days.';
  const view = [
    text(says),
    text([dim(`waxseal history --resource ${ask.target.arn} tells how it ended.`)]),
    gap,
  ];
  const document = { schema, ask: ask.id, applies: 'in-aws', answer, by, exit } as const;
  return { document, view, exit };
};

/** Gives a person's answer to one ask, and looks at the resource at once: an approved plan is applied by that look. */
export const answerAsk = async (
  given: {
    readonly id: string;
    readonly answer: 'approve' | 'reject';
    readonly comment: string;
    /** Answers the asks that stand in the same execution too. */
    readonly together: boolean;
  },
  context: Context,
): Promise<CommandResult> => {
  const station = await context.station({ writes: true });
  const { approvals } = await station.policy.load();
  const ask = await askNamed(given.id, station);
  const { reference } = ask;
  if (ask.status === 'open' && reference === undefined) throw notYet(ask);
  if (ask.status !== 'open' || reference === undefined) throw closed(ask);
  if (ask.with && ask.with.length > 0 && !given.together) throw notAlone(ask, ask.with);
  const { arn: actor } = await station.caller();
  const word = { by: actor, answer: given.answer, comment: given.comment };
  const sessions = sessionsCounted(approvals.countSessions);
  await mayAnswer(ask, { ...word, sessions }, station.ports.journal);
  await signalled(station.ports.approvals, { ...ask, reference }, word);
  if (station.approvals.in === 'ssm') return handedOn(ask, word);
  const unit = await station.catalog.remediation(ask.remediation);
  const resource = await station.catalog.resource(ask.target.type);
  const interrupt = heedInterrupts(station.ports, context);
  let outcome: Outcome;
  try {
    const cause = { by: 'approval', actor, reference: ask.id } as const;
    outcome = await reconcile({ unit, resource, target: ask.target, cause }, interrupt.ports);
  } finally {
    interrupt.end();
  }
  // Rejected and now on hold is what was wanted; anything else is told as it is.
  const exit = given.answer === 'reject' && outcome.is === 'skipped' ? exits.done : exitOf(outcome.is);
  const ended = { remediation: ask.remediation, target: ask.target, outcome };
  const schema = given.answer === 'approve' ? 'waxseal/approve/v1' : 'waxseal/reject/v1';
  const document = {
    schema,
    ask: ask.id,
    applies: 'here',
    answer: given.answer,
    by: actor,
    result: ended,
    exit,
  };
  return { document, view: [...outcomeView(ended, context.globals.verbose), gap], exit };
};
