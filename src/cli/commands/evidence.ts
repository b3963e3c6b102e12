import { look } from '../../core/engine/look.ts';
import { plan } from '../../core/engine/plan.ts';
import { defaultEvidence } from '../../core/evidence/rules.ts';
import type { EvidenceRules } from '../../core/model/evidence.ts';
import { type Block, bold, dim, gap, text } from '../../report/blocks.ts';
import { nameOf } from '../../report/name.ts';
import { type Command, flag, type Given, textOption } from '../runtime/context.ts';
import { chosenJobs, near, oneInput } from '../input/inputs.ts';
import { UsageError } from '../input/usage.ts';
import { evidenceView } from '../output/evidence-view.ts';
import { exitOfLook } from '../output/exits.ts';

const mostDays = 90;

const daysOf = (given: Given): Partial<EvidenceRules> => {
  const typed = textOption(given, 'days');
  if (typed === undefined) return {};
  const days = Number(typed);
  if (Number.isInteger(days) && days >= 1 && days <= mostDays) return { days };
  throw new UsageError(
    'bad-days',
    `"${typed}" is no number of days.`,
    `Give --days a whole number from 1 to ${mostDays}.`,
  );
};

/** `waxseal evidence` */
export const run: Command = async (given, context) => {
  oneInput(given, ['resource']);
  const chosen = daysOf(given);
  const station = await context.station({ writes: false, near: near(given, context) });
  const { jobs } = await chosenJobs(given, context, station);
  const policy = await station.policy.load();
  const rules = { ...(policy.evidence ?? defaultEvidence), ...chosen };
  const answers = await Promise.all(
    jobs.map(async (job) => {
      const seen = plan(job, await look(job, station.ports));
      const questions = seen.questions ?? [];
      const evidence =
        questions.length > 0
          ? await station.ports.evidence({ target: job.target, questions, rules })
          : undefined;
      return { job, verdict: seen.verdict.is, questions, evidence };
    }),
  );
  const document = {
    schema: 'waxseal/evidence/v1',
    days: rules.days,
    answers: answers.map(({ job, verdict, questions, evidence }) => ({
      remediation: job.unit.meta.id,
      target: job.target,
      verdict,
      questions: questions.map(({ ask, of }) => ({ ask, of })),
      ...(evidence && { evidence }),
    })),
  } as const;
  const view: readonly Block[] = [
    ...answers.flatMap(({ job, verdict, evidence }) => [
      text([bold(nameOf(job.target)), dim(`  ${job.unit.meta.id}`)]),
      ...(evidence
        ? evidenceView(evidence)
        : [
            text(
              verdict === 'non-compliant'
                ? 'Nothing is asked: no log can tell who would break, or nobody would.'
                : `Nothing is planned (${verdict}), so nobody would break.`,
              2,
            ),
          ]),
    ]),
    gap,
    text([dim(`Window: ${rules.days} days. Nothing was written.`)]),
  ];
  const left = answers.some(({ evidence }) => evidence !== undefined && evidence.is !== 'clean');
  return { document, view, exit: exitOfLook({ left, failed: false }, flag(given, 'exitCode')) };
};
