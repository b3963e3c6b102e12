import type { AskRecord, Entry, Finding, Hold } from '../../core/records.ts';
import type { OutcomeName } from '../../core/outcome.ts';
import { dim, gap, red, text } from '../../report/blocks.ts';
import { buildReport, type Sighting } from '../../report/model.ts';
import { reportPage } from '../../report/page.ts';
import { type Command, flag, listOption } from '../context.ts';
import { exits } from '../exits.ts';
import { rowsOf } from '../rows.ts';
import { lookAround, type Sight } from '../sweep.ts';
import { chosenIds } from '../targets.ts';

const ofAnswer = {
  apply: 'reported',
  ask: 'reported',
  report: 'reported',
  defer: 'deferred',
  skip: 'skipped',
} as const;

const sightingOf = ({ job, seen }: Sight): Sighting => {
  const { target, unit } = job;
  const about = { remediation: unit.meta.id, target };
  if (!seen) return { ...about, outcome: 'failed', because: [] };
  const { verdict, plan, decision, surroundings } = seen;
  const outcome: OutcomeName = decision
    ? ofAnswer[decision.answer]
    : plan || verdict.is === 'violation'
      ? 'advice'
      : verdict.is;
  return {
    ...about,
    outcome,
    because: decision?.reasons ?? [],
    ...(surroundings.owner !== undefined && { owner: surroundings.owner }),
    ...(decision && { answer: decision.answer }),
    ...(plan && { plan }),
  };
};

/** `waxseal report` */
export const run: Command = async (given, context) => {
  const station = await context.station({ writes: false });
  const { journal } = station.ports;
  const ids = chosenIds(station.catalog, listOption(given, 'remediation'));
  const wanted = ({ remediation }: { readonly remediation: string }): boolean => ids.includes(remediation);
  const scanning = flag(given, 'scan');
  if (scanning) await station.policy.load();
  const looked = scanning
    ? await lookAround(
        { regions: await station.regions(), ids, cause: { by: 'person' }, station },
        context.progress,
      )
    : { sights: [], unlisted: [] };
  const [entries, findings, asks, holds] = await Promise.all([
    rowsOf<Entry>(journal, 'entry'),
    rowsOf<Finding>(journal, 'finding'),
    rowsOf<AskRecord>(journal, 'ask'),
    rowsOf<Hold>(journal, 'hold'),
  ]);
  const report = buildReport(
    entries.filter(wanted),
    findings.filter(wanted),
    asks.filter(wanted),
    holds.filter(wanted),
    station.ports.now(),
    looked.sights.map(sightingOf),
  );
  const left = report.open.length + report.waiting.length + report.failed.length;
  const view = [
    ...reportPage(report),
    ...looked.unlisted.map(({ type, region, failure }) =>
      text([red(`${type} in ${region} could not be listed: `), failure.says]),
    ),
    gap,
    text([
      dim(`From ${station.journalPath}${scanning ? ' and a look just taken' : ''}. Nothing was written.`),
    ]),
  ];
  const document = { schema: 'waxseal/report/v1', report, unlisted: looked.unlisted } as const;
  if (looked.unlisted.length > 0) return { document, view, exit: exits.failure };
  return { document, view, exit: flag(given, 'exitCode') && left > 0 ? exits.open : exits.done };
};
