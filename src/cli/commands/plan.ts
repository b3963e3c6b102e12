import { nameOf } from '../../report/name.ts';
import { preview } from '../../core/look.ts';
import { type Block, bold, dim, gap, text } from '../../report/blocks.ts';
import { outcomeWords } from '../../report/words.ts';
import { callsOf } from '../calls.ts';
import { type Command, flag } from '../context.ts';
import { exits } from '../exits.ts';
import { chosenJobs, oneInput } from '../inputs.ts';
import { planView } from '../plan-view.ts';
import { seenDocument, verdictSays } from '../said.ts';

/** `waxseal plan` */
export const run: Command = async (given, context) => {
  oneInput(given, ['event', 'resource']);
  const station = await context.station({ writes: false });
  const { jobs, dropped } = await chosenJobs(given, context, station);
  // A policy that cannot be read is told at once, instead of once for every resource.
  await station.policy.load();
  const looks = await Promise.all(
    jobs.map(async (job) => {
      const seen = await preview(job, station.ports);
      const calls = seen.plan ? await callsOf(job.unit, seen.plan, station.ports) : [];
      return { job, seen, calls };
    }),
  );
  const open = looks.filter(({ seen }) => seen.plan !== undefined);
  const view: readonly Block[] = [
    ...looks.flatMap(({ job, seen, calls }) => {
      const { plan, surroundings, decision } = seen;
      if (plan) return planView({ unit: job.unit, plan, surroundings, calls, ...(decision && { decision }) });
      const is = seen.verdict.is === 'violation' ? 'advice' : seen.verdict.is;
      const { says, style } = outcomeWords[is];
      const why = verdictSays(job, seen);
      return [
        text([{ text: says, style }, '  ', bold(nameOf(job.target)), dim(`  ${job.unit.meta.id}`)]),
        ...(why ? [text(why.says, 2)] : []),
        ...(why?.todo === undefined ? [] : [text(['Do: ', why.todo], 2)]),
      ];
    }),
    ...dropped.map(({ says }) => text([dim(`Passed over: ${says}`)])),
    ...(looks.length === 0 && dropped.length === 0
      ? [text('The event names nothing that Waxseal mends.')]
      : []),
    gap,
    text([dim(`Nothing was written. Policy: ${station.policy.name}.`)]),
  ];
  const document = {
    schema: 'waxseal/plan/v1',
    policy: station.policy.path ?? null,
    looks: looks.map(({ job, seen, calls }) => seenDocument(job, seen, calls)),
    dropped,
  } as const;
  return { document, view, exit: flag(given, 'exitCode') && open.length > 0 ? exits.open : exits.done };
};
