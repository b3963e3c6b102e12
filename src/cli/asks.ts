import type { Outcome } from '../core/outcome.ts';
import { reconcile } from '../core/reconcile.ts';
import type { AskRecord } from '../core/records.ts';
import { gap } from '../report/blocks.ts';
import type { Answer, Context } from './context.ts';
import { exitOf, exits } from './exits.ts';
import { heedInterrupts } from './interrupt.ts';
import { outcomeView } from './outcome-view.ts';
import type { Station } from './station.ts';
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

/** Gives a person's answer to one ask, and looks at the resource at once: an approved plan is applied by that look. */
export const answerAsk = async (
  given: { readonly id: string; readonly answer: 'approve' | 'reject'; readonly comment: string },
  context: Context,
): Promise<Answer> => {
  const station = await context.station({ writes: true });
  await station.policy.load();
  const ask = await askNamed(given.id, station);
  if (ask.status !== 'open' || ask.reference === undefined) throw closed(ask);
  const { arn: actor } = await station.caller();
  await station.ports.approvals.signal(ask.reference, given.answer, given.comment);
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
  const document = { schema, ask: ask.id, answer: given.answer, by: actor, result: ended, exit };
  return { document, view: [...outcomeView(ended, context.globals.verbose), gap], exit };
};
