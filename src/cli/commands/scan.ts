import { nameOf } from '../../report/name.ts';
import { type Block, type Words, dim, gap, green, red, table, text, yellow } from '../../report/blocks.ts';
import { answerWords, outcomeWords } from '../../report/words.ts';
import { type Command, flag, listOption } from '../context.ts';
import { exits } from '../exits.ts';
import { seenDocument, verdictSays } from '../said.ts';
import { lookAround, type Sight } from '../sweep.ts';
import { chosenIds } from '../targets.ts';

const stands = ({ seen, failure }: Sight): Words => {
  if (failure || !seen) return [red('could not be looked at')];
  const { decision, plan, verdict } = seen;
  if (decision)
    return [{ text: answerWords[decision.answer].says, style: answerWords[decision.answer].style }];
  const { says, style } = outcomeWords[plan || verdict.is === 'violation' ? 'advice' : verdict.is];
  return [{ text: says, style }];
};

const why = ({ job, seen, failure }: Sight): string => {
  if (failure) return failure.says;
  return (seen && (seen.plan?.why.says ?? verdictSays(job, seen)?.says)) ?? '';
};

const quiet: ReadonlySet<string> = new Set(['compliant', 'inapplicable', 'gone']);

/** `waxseal scan` */
export const run: Command = async (given, context) => {
  const station = await context.station({ writes: false });
  const ids = chosenIds(station.catalog, listOption(given, 'remediation'));
  const regions = await station.regions();
  await station.policy.load();
  const sweep = { regions, ids, cause: { by: 'person' } as const, station };
  const { sights, unlisted } = await lookAround(sweep, context.progress);
  const open = sights.filter(({ seen }) => seen?.plan !== undefined);
  const failed = sights.filter(({ failure }) => failure !== undefined);
  const sealed = sights.filter(({ seen }) => seen?.verdict.is === 'compliant');
  const shown = flag(given, 'all')
    ? sights
    : sights.filter(({ seen }) => !seen || !quiet.has(seen.verdict.is));
  const counts = {
    looked: sights.length,
    sealed: sealed.length,
    open: open.length,
    failed: failed.length + unlisted.length,
  };
  const view: readonly Block[] = [
    ...(shown.length === 0
      ? []
      : [
          table(
            [
              { head: 'resource', cut: true },
              { head: 'remediation', cut: true },
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
    ...unlisted.flatMap(({ type, region, failure }) => [
      text([red(`${type} in ${region} could not be listed: `), failure.says]),
      text(['Do: ', failure.todo], 2),
    ]),
    text([
      `${counts.looked} looked at in ${regions.join(', ')}: `,
      green(`${counts.sealed} sealed`),
      ', ',
      yellow(`${counts.open} open`),
      counts.failed > 0 ? red(`, ${counts.failed} could not be looked at`) : '',
      '.',
    ]),
    ...(open[0] ? [text([dim(`Next: waxseal plan --resource ${open[0].job.target.arn}`)])] : []),
    text([dim(`Nothing was written. Policy: ${station.policy.name}.`)]),
  ];
  const document = {
    schema: 'waxseal/scan/v1',
    policy: station.policy.path ?? null,
    regions: [...regions],
    counts,
    looks: sights.map(({ job, seen, failure }) =>
      seen
        ? seenDocument(job, seen)
        : { remediation: job.unit.meta.id, target: job.target, verdict: 'failed' as const, failure },
    ),
    unlisted: [...unlisted],
  } as const;
  if (counts.failed > 0) return { document, view, exit: exits.failure };
  return { document, view, exit: flag(given, 'exitCode') && open.length > 0 ? exits.open : exits.done };
};
