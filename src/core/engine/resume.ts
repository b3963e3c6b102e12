import { carryOut, recount } from './carry-out.ts';
import type { Job } from '../model/catalog.ts';
import { decide } from './decide.ts';
import type { Reason } from '../model/outcome.ts';
import type { Planned } from './plan.ts';
import type { Ports } from '../model/ports.ts';
import { prove } from './prove.ts';
import type { Step } from './record.ts';
import type { Finding, Run } from '../journal/records.ts';
import { changesOf, closeRun, progressOf, soon } from './runs.ts';
import { stuckIn, surpriseIn } from './surprises.ts';
import { endOvertaken, withoutOvertaken } from './overtaken.ts';
import { inTurn } from './turn.ts';

/**
 * An open run is finished from the journal, not planned again. The look comes first all the same: a hazard that was
 * not there when the run was decided, or a change that is no longer wanted, halts it with k of n done.
 */
export const resume = async (
  job: Job,
  run: Run,
  seen: Planned,
  finding: Finding | undefined,
  ports: Ports,
): Promise<Step> => {
  const { plan } = run;
  if (seen.verdict.is === 'gone') {
    await closeRun(run, 'halted', ports);
    return { outcome: { is: 'gone' } };
  }
  const made = await changesOf(run, ports);
  const progress = progressOf(run, made);
  const halted = async (why: Reason): Promise<Step> => {
    await closeRun(run, 'halted', ports);
    const done = progress.filter((status) => status === 'done').length;
    return { outcome: { is: 'halted', plan, run: run.id, done, because: [why] } };
  };
  const surprise =
    plan.kind === 'remediate'
      ? (surpriseIn(run, seen, progress) ?? stuckIn(run, seen, made, ports.now()))
      : undefined;
  if (surprise) return halted(surprise);
  // It was decided when it was begun: what asked then does not ask again, but whatever stops a write still does.
  const decision = await decide(job, plan, seen, ports, {
    finding,
    approvedBy: run.approvedBy ?? [],
    resumed: true,
  });
  // Held or exempt meanwhile: somebody does not want it finished, and a run must not stay open for that long.
  const [why] = decision.reasons;
  if (decision.answer === 'skip' && why) return halted(why);
  if (decision.answer !== 'apply')
    return {
      outcome: { is: 'deferred', plan, because: decision.reasons, until: decision.until ?? soon(ports) },
    };
  // Begun without the approval that it waited for, and perhaps dead before that was taken back.
  const waiting = finding?.approvalRequest;
  const overtaken = plan.kind === 'remediate' && waiting !== run.approvalRequest ? waiting : undefined;
  return inTurn({ run, job, seen, resumed: true }, ports, async (lease) => {
    await endOvertaken(overtaken, run, ports);
    const carrying = { run, unit: job.unit, lease, ports };
    const isGood = plan.kind === 'remediate' && seen.verdict.is === 'compliant';
    const carried = await (isGood ? recount(carrying) : carryOut(carrying));
    return withoutOvertaken(overtaken, await prove(job, run, carried, seen, ports));
  });
};
