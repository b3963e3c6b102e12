import type { Journal } from '../../core/journal/journal.ts';
import type { Run } from '../../core/journal/records.ts';
import { changesOf } from '../../core/engine/runs.ts';
import { undo } from '../../core/engine/undo.ts';
import type { Ports } from '../../core/model/ports.ts';
import { gap } from '../../report/blocks.ts';
import {
  type Command,
  type CommandResult,
  type Context,
  type Given,
  listOption,
  textOption,
} from '../runtime/context.ts';
import { exitOf } from '../output/exits.ts';
import { arnNamed } from '../input/arn.ts';
import { heedInterrupts } from '../runtime/interrupt.ts';
import { outcomeView } from '../output/outcome-view.ts';
import { reasonGiven } from '../input/reason.ts';
import { didYouMean } from '../input/suggest.ts';
import { chosenIds } from '../input/targets.ts';
import { UsageError } from '../input/usage.ts';

const runsIn = async (journal: Pick<Journal, 'list'>): Promise<readonly Run[]> => {
  const all: Run[] = [];
  for await (const { value } of journal.list<Run>('run')) all.push(value);
  return all.toSorted((a, b) => (a.opened < b.opened ? 1 : -1));
};

const named = (id: string, runs: readonly Run[]): Run => {
  const run = runs.find((one) => one.id === id);
  if (run) return run;
  const ids = runs.map((one) => one.id);
  throw new UsageError(
    'unknown-run',
    `There is no run "${id}" in this journal.`,
    didYouMean(id, ids, 'waxseal history lists the runs.'),
  );
};

/** The newest of some runs that has written; that a later one found nothing to write takes nothing back. */
const lastWritten = async (runs: readonly Run[], ports: Ports): Promise<Run | undefined> => {
  for (const one of runs) if ((await changesOf(one, ports)).some(({ ours }) => ours)) return one;
  return undefined;
};

/** The last fix on a resource that has not been undone. Two remediations may have written: then one must be named. */
const lastOn = async (
  arn: string,
  ids: readonly string[],
  runs: readonly Run[],
  ports: Ports,
): Promise<Run> => {
  arnNamed(arn);
  const ours = runs.filter(
    ({ plan, status }) =>
      plan.target.arn === arn &&
      plan.kind === 'remediate' &&
      status !== 'rolled-back' &&
      ids.includes(plan.remediation),
  );
  const [last] = ours;
  if (!last)
    throw new UsageError(
      'unknown-run',
      `This journal knows no run on ${arn} that could be undone.`,
      'waxseal history lists the runs; check the ARN and --journal.',
    );
  const others = [...new Set(ours.map(({ plan }) => plan.remediation))];
  if (others.length > 1)
    throw new UsageError(
      'which-run',
      `Several remediations wrote to ${arn}: ${others.join(', ')}.`,
      'Give --remediation, or the run.',
    );
  return (await lastWritten(ours, ports)) ?? last;
};

/** `shown`: the plan that was shown, and nothing else, is put back. */
export const undone = async (given: Given, context: Context, shown?: string): Promise<CommandResult> => {
  const [id] = given.args;
  const arn = textOption(given, 'resource');
  const reason = reasonGiven(given);
  const todo = 'Give either the run or --resource ARN.';
  if (id === undefined && arn === undefined)
    throw new UsageError('no-input', 'Nothing says what to undo.', todo);
  if (id !== undefined && arn !== undefined)
    throw new UsageError('two-inputs', 'A run and --resource exclude each other.', todo);
  const station = await context.station({
    writes: true,
    near: async (_, journal) =>
      (await runsIn(journal)).find((one) => (id === undefined ? one.plan.target.arn === arn : one.id === id))
        ?.plan.target.region,
  });
  await station.policy.load();
  const ids = chosenIds(station.catalog, listOption(given, 'remediation'));
  const runs = await runsIn(station.ports.journal);
  const chosen = id === undefined ? await lastOn(arn ?? '', ids, runs, station.ports) : named(id, runs);
  const { arn: actor } = await station.caller();
  const interrupt = heedInterrupts(station.ports, context);
  try {
    const outcome = await undo(
      { run: chosen.id, actor, reason, ...(shown !== undefined && { shown }) },
      station.catalog,
      interrupt.ports,
    );
    const { remediation, target } = chosen.plan;
    const ended = { remediation, target, outcome };
    const exit = exitOf(outcome.is);
    const document = { schema: 'waxseal/undo/v1', run: chosen.id, by: actor, reason, result: ended, exit };
    return {
      document,
      view: [...outcomeView(ended, { verbose: context.globals.verbose, isAlone: station.isAlone }), gap],
      exit,
    };
  } finally {
    interrupt.end();
  }
};

/** `waxseal undo RUN | --resource ARN` */
export const run: Command = (given, context) => undone(given, context);
