import { WaxsealError } from '../../core/model/errors.ts';
import { findingKey, type Finding, type Run } from '../../core/journal/records.ts';
import { AwsFault } from '../faults.ts';
import { sandboxNames } from '../sandbox-ports.ts';
import { endingText, opened, rowsOf, unexpected } from './check.ts';
import { millisecondsOf, type ScenarioStep } from './file.ts';
import { applyApproved } from './functions.ts';
import type { Stage } from './stage.ts';

/** Sentences about what is otherwise than the file says; none: all is well. */
type Problems = readonly string[];

const broken = (says: string): WaxsealError =>
  new WaxsealError({ code: 'sandbox-scenario', says, todo: 'Fix the steps of the scenario file.' });

/** What AWS says to somebody's work: nothing, or the name of its refusal. */
const refusalOf = async (work: () => Promise<unknown>): Promise<string | undefined> => {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof AwsFault) return error.name;
    throw error;
  }
};

const deliver = async (id: string, event: string, stage: Stage): Promise<void> => {
  const { host, ports, processes, resources, unit, lookAt } = stage;
  const location = { account: host.account, region: host.region, partition: host.partition };
  for (const resource of resources) {
    const target = await processes.run(async () =>
      resource.resolve(id, location, ports.clouds.look(location)),
    );
    if (!target) continue;
    await lookAt({ unit, resource, target, cause: { by: 'event', reference: event } });
    return;
  }
};

const lastExecution = ({ host }: Stage): string => {
  const id = host
    .world()
    .ssm.Executions.toSorted((a, b) => (a.started < b.started ? -1 : 1))
    .at(-1)?.id;
  if (id === undefined) throw broken('No execution was started before this step.');
  return id;
};

interface SignalDetails {
  readonly comment?: string | undefined;
  readonly refused?: string | undefined;
}
const signal = async (
  answer: 'approve' | 'reject',
  by: string,
  { comment = '', refused }: SignalDetails,
  stage: Stage,
): Promise<Problems> => {
  const refusal = await refusalOf(async () =>
    stage.approvalsBy(by).signal(lastExecution(stage), answer, comment),
  );
  return refusal === refused ? [] : [`${answer} by ${by} met ${refusal ?? 'no refusal'}`];
};

/** The last fix, or the n-th run from 1. `undefined`: the process died. */
const runMeant = async (nth: number | undefined, { ports, processes }: Stage): Promise<Run | undefined> => {
  const found = await processes.run(() => rowsOf<Run>(ports, 'run'));
  if (!found) return undefined;
  const runs = found.toSorted(opened);
  const run = nth === undefined ? runs.findLast(({ undoes }) => undoes === undefined) : runs[nth - 1];
  if (!run) throw broken(`There is no run to undo: ${endingText(processes.endings.at(-1))}.`);
  return run;
};

interface Undo {
  readonly by: string;
  readonly reason: string;
  readonly run: number | undefined;
}

const takeBack = async ({ by: actor, reason, run: nth }: Undo, stage: Stage): Promise<void> => {
  const { engine, ports, processes } = stage;
  const run = await runMeant(nth, stage);
  if (!run) return;
  const request = { run: run.id, actor, reason };
  const outcome = await processes.run(() => engine.undo(request, engine.catalog, ports));
  if (outcome) processes.note(outcome);
};

const startUndo = async ({ by: caller, reason, run: nth }: Undo, stage: Stage): Promise<void> => {
  const { engine, host, policy } = stage;
  if (!engine.undoing) throw broken('Nobody can be asked about an undo here.');
  const run = await runMeant(nth, stage);
  if (!run) return;
  const { approvals } = policy();
  const Parameters = {
    AutomationAssumeRole: [`arn:${host.partition}:iam::${host.account}:role/waxseal-approval`],
    FunctionName: [sandboxNames.undoFunction],
    RunId: [run.id],
    Reason: [reason],
    Approvers: approvals.approvers,
    MinRequiredApprovals: [String(approvals.minimum)],
  };
  const document = { DocumentName: sandboxNames.undoDocument, DocumentVersion: sandboxNames.version };
  host.write({ operation: 'ssm:StartAutomationExecution', input: { ...document, Parameters }, caller });
};

const release = async (actor: string, { engine, ports, processes }: Stage): Promise<void> => {
  const findings = await processes.run(() => rowsOf<Finding>(ports, 'finding'));
  if (!findings) return;
  const [finding] = findings;
  if (!finding) throw broken(`There is no finding to release: ${endingText(processes.endings.at(-1))}.`);
  const request = { finding: findingKey(finding.target, finding.remediation), actor };
  await processes.run(() => engine.release(request, ports));
};

const wake = async (limit: number, { engine, ports, processes }: Stage): Promise<void> => {
  const outcomes = await processes.run(() => engine.wake(engine.catalog, ports, limit));
  outcomes?.forEach(processes.note);
};

/** Does one step, and says what came otherwise than the step expects. `event`: the reference of what it delivers. */
export const perform = async (step: ScenarioStep, event: string, stage: Stage): Promise<Problems> => {
  const { host, ports, processes } = stage;
  if ('approve' in step) return signal('approve', step.approve, step, stage);
  if ('reject' in step) return signal('reject', step.reject, step, stage);
  if ('actor' in step) {
    const { refused, long = {}, input, ...call } = step.actor;
    const texts = Object.entries(long).map(([member, length]) => [member, ' '.repeat(length)]);
    const write = { ...call, input: { ...input, ...Object.fromEntries(texts) } };
    const refusal = await refusalOf(async () => host.write(write));
    return refusal === refused ? [] : [`${write.operation} met ${refusal ?? 'no refusal'}`];
  }
  if ('expect' in step) {
    const { endings, takeRecent } = processes;
    return unexpected(step.expect, { host, ports, endings, recent: takeRecent() });
  }
  if ('deliver' in step)
    for (let time = 0; time < (step.times ?? 1); time += 1) await deliver(step.deliver, event, stage);
  else if ('advance' in step) host.advance(millisecondsOf(step.advance));
  else if ('replay' in step)
    // Whatever the function makes of it, it answers nobody but SSM.
    await applyApproved({ executionId: lastExecution(stage) }, stage).catch(() => undefined);
  else if ('undo' in step) await takeBack({ by: step.undo, reason: step.reason, run: step.run }, stage);
  else if ('requestUndo' in step)
    await startUndo({ by: step.requestUndo, reason: step.reason, run: step.run }, stage);
  else if ('release' in step) await release(step.release, stage);
  else if ('wake' in step) await wake(step.wake, stage);
  else if ('traffic' in step) stage.trafficIs(step.traffic);
  else stage.changePolicy(step.policy);
  return [];
};
