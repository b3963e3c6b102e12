import { quoted } from '../../core/say/shell.ts';
import { nameOf } from '../../report/name.ts';
import { type Block, type Words, dim, gap, red, table, text } from '../../report/blocks.ts';
import { idle as idleBlocks, stepMark, unlistedLines } from '../../report/page.ts';
import { answerWords, outcomeWords } from '../../report/words.ts';
import { type Command, flag, listOption } from '../runtime/context.ts';
import { unlistedOf } from '../input/sightings.ts';
import { seenDocument, unseenDocument, verdictSays } from '../output/said.ts';
import { elsewhereSays } from '../runtime/homes.ts';
import { takeLook } from '../runtime/looked.ts';
import type { Sight } from '../runtime/sweep.ts';
import { exitOfTally, tallyOf, tallyWords } from '../output/tally.ts';
import { chosenIds } from '../input/targets.ts';
import { findingKey } from '../../core/journal/records.ts';
import { detectorBlocks } from '../../report/detector-lines.ts';
import { reportRows } from '../output/rows.ts';
import { detectedAbout } from '../runtime/detected.ts';

const stands = ({ seen, failure }: Sight): Words => {
  if (failure || !seen) return [red('could not be looked at')];
  const { decision, plan, verdict } = seen;
  if (decision)
    return [
      { text: answerWords[decision.answer].says, style: answerWords[decision.answer].style },
      ...stepMark(plan),
    ];
  const { says, style } =
    outcomeWords[plan || verdict.is === 'non-compliant' ? 'manual-action-needed' : verdict.is];
  return [{ text: says, style }];
};

const why = ({ job, seen, failure }: Sight): string => {
  if (failure) return failure.says;
  return (seen && (seen.plan?.why.says ?? verdictSays(job, seen)?.says)) ?? '';
};

const quiet: ReadonlySet<string> = new Set(['compliant', 'not-applicable', 'gone']);

/** `waxseal scan` */
export const run: Command = async (given, context) => {
  const station = await context.station({ writes: false });
  const chosen = listOption(given, 'remediation');
  const ids = chosenIds(station.catalog, chosen);
  const named = chosen.length > 0;
  const regions = await station.regions();
  await station.policy.load();
  const looked = await takeLook({ ids, named, readings: [] }, station, context.progress);
  const { sights, unlisted, idle, elsewhere } = looked;
  const open = sights.find(({ seen }) => seen?.plan !== undefined);
  const tally = tallyOf(sights);
  const elsewhereLine = elsewhereSays(elsewhere);
  const shown = flag(given, 'all')
    ? sights
    : sights.filter(({ seen }) => !seen || !quiet.has(seen.verdict.is));
  const detected = flag(given, 'detectors')
    ? await detectedAbout(
        {
          items: sights.map(({ job: { target, unit } }) => ({
            target,
            finding: findingKey(target, unit.meta.id),
          })),
          findings: (await reportRows(station.ports.journal)).findings,
        },
        station,
        context.progress,
      )
    : undefined;
  const view: readonly Block[] = [
    ...(shown.length === 0
      ? []
      : [
          table(
            [
              { head: 'resource', keep: true },
              { head: 'remediation', keep: true },
              { head: 'stands' },
              { head: 'why' },
            ],
            shown.map((sight) => [
              nameOf(sight.job.target),
              sight.job.unit.meta.id,
              stands(sight),
              why(sight),
            ]),
          ),
          gap,
        ]),
    ...unlistedLines(unlisted.map(unlistedOf)),
    tallyWords(tally, `${tally.looked} looked at in ${regions.join(', ')}: `),
    ...(unlisted.length === 0
      ? []
      : [text([red(`${unlisted.length} not listed: of these nothing is known.`)])]),
    ...(elsewhereLine === undefined ? [] : [text([dim(elsewhereLine)])]),
    ...idleBlocks(idle),
    ...(idle.length > 0 ? [gap] : []),
    ...(detected ? detectorBlocks(detected) : []),
    ...(open ? [text([dim(`Next: waxseal plan --resource ${quoted(open.job.target.arn)}`)])] : []),
    text([dim(`Nothing was written. Policy: ${station.policy.name}.`)]),
  ];
  const document = {
    schema: 'waxseal/scan/v1',
    policy: station.policy.path ?? null,
    regions: [...regions],
    counts: { ...tally, unlisted: unlisted.length },
    looks: sights.map(({ job, seen, failure }) =>
      seen ? seenDocument(job, seen) : unseenDocument(job, failure),
    ),
    unlisted: [...unlisted],
    idle: [...idle],
    ...(elsewhere.length > 0 && { elsewhere: [...elsewhere] }),
    ...(detected && { detectors: detected }),
  } as const;
  const exit = exitOfTally(tally, { unlisted: unlisted.length, asked: flag(given, 'exitCode') });
  return { document, view, exit };
};
