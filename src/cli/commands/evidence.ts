import { look } from '../../core/engine/look.ts';
import { plan, type Planned } from '../../core/engine/plan.ts';
import { defaultEvidence } from '../../core/evidence/rules.ts';
import { type Block, bold, dim, gap, text } from '../../report/blocks.ts';
import { nameOf } from '../../report/name.ts';
import { type Command, flag } from '../runtime/context.ts';
import { daysOf } from '../input/days.ts';
import { chosenJobs, near, oneInput } from '../input/inputs.ts';
import { evidenceView } from '../output/evidence-view.ts';
import { exitOfLook } from '../output/exits.ts';

/** Needs nobody: nothing would be changed. */
const fine: ReadonlySet<string> = new Set(['compliant', 'not-applicable', 'gone']);

/** Why recorded traffic was not asked. */
const unasked = ({ verdict, plan: planned }: Planned): string => {
  switch (verdict.is) {
    case 'unknown':
      return 'It could not be evaluated, so nobody knows who would break. waxseal plan says why.';
    case 'pending':
      return 'AWS is still at work on it, so nothing can be said yet. Ask again later.';
    case 'non-compliant':
      return planned && planned.changes.length > 0
        ? 'There is a fix, and no log or metric that Waxseal reads tells who would break.'
        : 'Only people can fix it, so nothing was asked. waxseal plan says how.';
    case 'compliant':
    case 'not-applicable':
    case 'gone':
      return `Nothing is planned (${verdict.is}), so nobody would break.`;
  }
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
      return { job, seen, verdict: seen.verdict.is, questions, evidence };
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
    ...answers.flatMap(({ job, seen, evidence }) => [
      text([bold(nameOf(job.target)), dim(`  ${job.unit.meta.id}`)]),
      ...(evidence ? evidenceView(evidence) : [text(unasked(seen), 2)]),
    ]),
    gap,
    text([dim(`Window: ${rules.days} days. Nothing was written.`)]),
  ];
  const left = answers.some(({ verdict, evidence }) => !fine.has(verdict) && evidence?.is !== 'clean');
  return { document, view, exit: exitOfLook({ left, failed: false }, flag(given, 'exitCode')) };
};
