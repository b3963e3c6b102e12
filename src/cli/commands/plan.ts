import { nameOf } from '../../report/name.ts';
import { preview } from '../../core/engine/preview.ts';
import { watchOf } from '../../core/engine/watch.ts';
import { type Block, bold, dim, gap, red, text } from '../../report/blocks.ts';
import { outcomeWords } from '../../report/words.ts';
import { callsOf } from '../runtime/calls.ts';
import { type Command, flag } from '../runtime/context.ts';
import { failureView } from '../output/failure-view.ts';
import { chosenJobs, near, oneInput } from '../input/inputs.ts';
import { planView } from '../output/plan-view.ts';
import { seenDocument, unseenDocument, verdictSays } from '../output/said.ts';
import { exitOfTally, tallyOf, tallyWords } from '../output/tally.ts';

/** `waxseal plan` */
export const run: Command = async (given, context) => {
  oneInput(given, ['event', 'resource']);
  const station = await context.station({ writes: false, near: near(given, context) });
  const { jobs, dropped } = await chosenJobs(given, context, station);
  // A policy that cannot be read is told at once, instead of once for every resource.
  await station.policy.load();
  const looks = await Promise.all(
    jobs.map(async (job) => {
      try {
        const seen = await preview(job, station.ports, { reads: true });
        return { job, seen, calls: seen.plan ? await callsOf(job.unit, seen.plan, station.ports) : [] };
      } catch (error) {
        // One that cannot be looked at hides no other; when there is no other, it is what the command ends in.
        if (jobs.length === 1) throw error;
        return { job, failure: station.ports.explain(error) };
      }
    }),
  );
  const tally = tallyOf(looks);
  const view: readonly Block[] = [
    ...looks.flatMap(({ job, seen, calls, failure }) => {
      const name = [bold(nameOf(job.target)), dim(`  ${job.unit.meta.id}`)] as const;
      if (!seen)
        return [
          text([red('could not be looked at'), '  ', ...name]),
          ...(failure ? failureView(failure) : []),
        ];
      const { plan, surroundings, decision } = seen;
      if (plan) {
        const more = {
          isAlone: station.isAlone,
          ...(decision && { decision }),
          ...watchOf(plan, seen),
        };
        return planView({ unit: job.unit, plan, surroundings, calls, ...more });
      }
      const is = seen.verdict.is === 'non-compliant' ? 'manual-action-needed' : seen.verdict.is;
      const { says, style } = outcomeWords[is];
      const why = verdictSays(job, seen);
      return [
        text([{ text: says, style }, '  ', ...name]),
        ...(why ? [text(why.says, 2)] : []),
        ...(why?.todo === undefined ? [] : [text(['Do: ', why.todo], 2)]),
      ];
    }),
    ...dropped.map(({ says }) => text([dim(`Passed over: ${says}`)])),
    ...(looks.length === 0 && dropped.length === 0
      ? [text('The event names nothing that Waxseal remediates.')]
      : []),
    gap,
    ...(looks.length > 1 ? [tallyWords(tally, `${tally.looked} looked at: `)] : []),
    text([dim(`Nothing was written. Policy: ${station.policy.name}.`)]),
  ];
  const document = {
    schema: 'waxseal/plan/v1',
    policy: station.policy.path ?? null,
    counts: tally,
    looks: looks.map(({ job, seen, calls, failure }) =>
      seen ? seenDocument(job, seen, calls) : unseenDocument(job, failure),
    ),
    dropped,
  } as const;
  return { document, view, exit: exitOfTally(tally, { asked: flag(given, 'exitCode') }) };
};
