import { nameOf } from '../../report/name.ts';
import type { Cause, Job } from '../../core/model/catalog.ts';
import { reconcile } from '../../core/engine/reconcile.ts';
import { type Block, dim, gap, red, text } from '../../report/blocks.ts';
import { unlistedLines } from '../../report/page.ts';
import { wordsOf } from '../../report/words.ts';
import { type Command, listOption } from '../runtime/context.ts';
import type { Dropped } from '../runtime/event-jobs.ts';
import { type Exit, exitOf, exits, worst } from '../output/exits.ts';
import { chosenJobs, near, oneInput } from '../input/inputs.ts';
import { heedInterrupts } from '../runtime/interrupt.ts';
import { type Ended, outcomeView } from '../output/outcome-view.ts';
import { nobodyWatches } from '../output/plan-view.ts';
import { atOnce, pooled } from '../../core/model/pooled.ts';
import { unlistedOf } from '../input/sightings.ts';
import { jobsIn, type Unlisted } from '../runtime/sweep.ts';
import { chosenIds } from '../input/targets.ts';

const quiet: ReadonlySet<string> = new Set(['compliant', 'not-applicable', 'gone']);

/** After these the policy's canary would watch. */
const wrote: ReadonlySet<string> = new Set(['remediated', 'progressed', 'settling']);

async function* each<One>(all: readonly One[]): AsyncGenerator<One> {
  yield* all;
}

const counted = (ended: readonly Ended[]): string =>
  [...Map.groupBy(ended, ({ outcome }) => wordsOf(outcome).says)]
    .map(([says, all]) => `${all.length} ${says}`)
    .join(', ');

/** `waxseal apply` */
export const run: Command = async (given, context) => {
  const input = oneInput(given, ['event', 'resource', 'scan']);
  const named = listOption(given, 'remediation');
  const station = await context.station({ writes: true, near: near(given, context), remediations: named });
  const policy = await station.policy.load();
  const ids = chosenIds(station.catalog, named);
  const { arn } = await station.caller();
  const cause: Cause = { by: 'person', actor: arn };
  const unlisted: Unlisted[] = [];
  let dropped: readonly Dropped[] = [];
  const jobs = async (): Promise<AsyncIterable<Job>> => {
    if (input === 'scan') {
      const regions = await station.regions();
      return jobsIn({ regions, ids, named: named.length > 0, cause, station }, (what) => unlisted.push(what));
    }
    const chosen = await chosenJobs(given, context, station, cause);
    dropped = chosen.dropped;
    return each(chosen.jobs);
  };
  const source = await jobs();
  const interrupt = heedInterrupts(station.ports, context);
  let ended: readonly Ended[];
  try {
    let count = 0;
    ended = await pooled(
      source,
      atOnce,
      async (job): Promise<Ended> => {
        count += 1;
        context.progress(`${count}: ${job.unit.meta.id} ${nameOf(job.target)}`);
        const outcome = await reconcile(job, interrupt.ports);
        const one = { remediation: job.unit.meta.id, target: job.target, outcome };
        // Shown as it happens: somebody watches what is being written.
        if (input !== 'scan' || !quiet.has(outcome.is))
          context.say([
            ...outcomeView(one, { verbose: context.globals.verbose, isAlone: station.isAlone }),
            gap,
          ]);
        return one;
      },
      interrupt.asked,
    );
  } finally {
    interrupt.end();
  }
  context.progress(undefined);
  const stopped = interrupt.asked();
  const exit = worst([
    ...ended.map(({ outcome }) => exitOf(outcome.is)),
    ...(unlisted.length > 0 ? [exits.failure] : []),
    ...(stopped ? [exits.stopped] : []),
  ] satisfies readonly Exit[]);
  const view: readonly Block[] = [
    ...dropped.map(({ says }) => text([dim(`Passed over: ${says}`)])),
    ...unlistedLines(unlisted.map(unlistedOf)),
    ...(stopped
      ? [text([red('Stopped by you. '), 'What was begun is in the journal; the next apply finishes it.'])]
      : []),
    ...(policy.canary &&
    station.isAlone &&
    ended.some(({ outcome }) => wrote.has(outcome.is) && !('because' in outcome))
      ? [text(nobodyWatches)]
      : []),
    text(
      ended.length === 0
        ? unlisted.length === 0
          ? 'Nothing to do.'
          : 'Nothing could be looked at.'
        : `${ended.length} looked at: ${counted(ended)}.`,
    ),
    text([dim(`Policy: ${station.policy.name}. Journal: ${station.journalPath}.`)]),
  ];
  const document = {
    schema: 'waxseal/apply/v1',
    policy: station.policy.path ?? null,
    interrupted: stopped,
    results: ended,
    dropped,
    unlisted,
    exit,
  } as const;
  return { document, view, exit };
};
