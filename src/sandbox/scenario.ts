import { ssmExecutions, type ReadExecution } from '../adapters/executions-ssm.ts';
import type { Catalog, Job } from '../core/catalog.ts';
import { WaxsealError } from '../core/errors.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Policy } from '../core/policy.ts';
import type { Ports } from '../core/ports.ts';
import { findingKey, type Finding, type Run } from '../core/records.ts';
import { loadAccount } from './account.ts';
import { AwsFault } from './faults.ts';
import { startHost, type Functions, type Host } from './host.ts';
import { sandboxApprovals, sandboxNames, sandboxPorts, sandboxSsm, type SandboxPorts } from './ports.ts';
import { opened, rowsOf, unexpected, type Ended } from './scenario-check.ts';
import { millisecondsOf, type ScenarioFile, type ScenarioStep } from './scenario-file.ts';

/** What plays along: given, because the sandbox knows no engine. */
export interface Engine {
  readonly catalog: Catalog;
  readonly reconcile: (job: Job, ports: Ports) => Promise<Outcome>;
  readonly undo: (
    request: { run: string; actor: string; reason: string },
    catalog: Catalog,
    ports: Ports,
  ) => Promise<Outcome>;
  readonly release: (request: { finding: string; actor: string }, ports: Ports) => Promise<unknown>;
  readonly wake: (catalog: Catalog, ports: Ports, limit?: number) => Promise<readonly Outcome[]>;
  readonly lookAtApproved: (
    event: unknown,
    given: { readonly catalog: Catalog; readonly ports: Ports },
  ) => Promise<readonly Outcome[]>;
  readonly parsePolicy: (text: string, name: string) => Policy;
  /** The YAML of the runbook that asks and applies. */
  readonly runbook: string;
  /** For scenarios in which people are asked about an undo. */
  readonly undoing?: Undoing;
}

export interface Undoing {
  /** The YAML of the runbook that asks and takes back. */
  readonly runbook: string;
  /** Its function; throws what fails a step. */
  readonly takeBackAsked: (
    event: unknown,
    given: { readonly catalog: Catalog; readonly ports: Ports; readonly execution: ReadExecution },
  ) => Promise<{ readonly outcomes: readonly Outcome[] }>;
}

/** Other parts than the usual ones, for whoever plays scenarios by the thousand, watches them, or breaks them. */
export interface Staging {
  readonly open?: typeof startHost;
  readonly portsOf?: typeof sandboxPorts;
  readonly approvalsOf?: typeof sandboxApprovals;
  /** Before each step. */
  readonly onStep?: (step: ScenarioStep, index: number) => void;
  /** A step that makes no sense after what a fault has done (an undo of nothing) is a problem, not an error. */
  readonly lenient?: boolean;
}

/** One step as it went. `problems` is empty when everything was as the file expects. */
export interface Played {
  readonly step: ScenarioStep;
  readonly at: string;
  readonly endings: readonly Ended[];
  readonly problems: readonly string[];
}

export interface Play {
  readonly host: Host;
  readonly ports: SandboxPorts;
  readonly steps: readonly Played[];
  /** Of all steps, and faults that never fired. */
  readonly problems: readonly string[];
}

/** What a person is told who asks for something that makes no sense now. */
const answersPeople: ReadonlySet<string> = new Set(['sandbox-scenario', 'no-hold', 'unknown-run']);

const broken = (says: string): WaxsealError =>
  new WaxsealError({ code: 'sandbox-scenario', says, todo: 'Mend the steps of the scenario file.' });

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
/** Plays one scenario from its beginning. Answers what happened; only a file that makes no sense throws. */
export const playScenario = async (
  scenario: ScenarioFile,
  name: string,
  engine: Engine,
  staging: Staging = {},
): Promise<Play> => {
  const { catalog, runbook, undoing } = engine;
  const { open = startHost, portsOf = sandboxPorts, approvalsOf = sandboxApprovals } = staging;
  const given = scenario.account['ssm'];
  const ours = { Name: sandboxNames.document, DocumentVersion: sandboxNames.version, Content: runbook };
  const theirs = undoing && {
    Name: sandboxNames.undoDocument,
    DocumentVersion: sandboxNames.version,
    Content: undoing.runbook,
  };
  const ssm = { Documents: [ours, ...(theirs ? [theirs] : [])], ...(typeof given === 'object' ? given : {}) };
  const host = open(loadAccount({ ...scenario.account, ssm }, name), {
    faults: scenario.faults,
    ...(scenario.start !== undefined && { start: scenario.start }),
  });
  let text = scenario.policy;
  const ports = portsOf(host, { policy: () => engine.parsePolicy(text, name), catalog });
  const unit = await catalog.remediation(scenario.remediation);
  const resource = await catalog.resource(unit.meta.resourceType);
  const place = { account: host.account, region: host.region, partition: host.partition };

  const endings: Ended[] = [];
  let recent: Ended[] = [];
  const noted = (ended: Ended): void => {
    endings.push(ended);
    recent.push(ended);
  };

  /** One process: it answers, or it dies; the next one starts with the world as it was left. */
  const inProcess = async <Answer>(work: () => Promise<Answer>): Promise<Answer | undefined> => {
    const answer = await work().then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    if (host.isDead()) {
      host.revive();
      noted({ is: 'crashed' });
      return undefined;
    }
    // Waxseal's own records failed: the function fails, and its event comes again.
    if ('error' in answer && answer.error instanceof AwsFault) {
      noted({ is: 'crashed' });
      return undefined;
    }
    if ('error' in answer) throw answer.error;
    return answer.value;
  };

  let latest: Job | undefined;
  // The other worker is another process: what it throws is its own affair.
  host.workerIs(async () => {
    if (latest) await engine.reconcile(latest, ports).catch(() => undefined);
  });

  const lookAt = async (job: Job): Promise<Outcome | undefined> => {
    latest = job;
    const outcome = await inProcess(() => engine.reconcile(job, ports));
    if (outcome) noted(outcome);
    return outcome;
  };

  /** The function for approvals, as the runbook calls it: an ending that is no success fails the runbook's step. */
  const onExecution = async (event: unknown): Promise<unknown> => {
    const outcomes = await inProcess(() => engine.lookAtApproved(event, { catalog, ports }));
    if (!outcomes) throw new Error('the function died');
    outcomes.forEach(noted);
    const bad = outcomes.find(({ is }) => ['failed', 'moved', 'halted', 'stale'].includes(is));
    if (bad) throw new Error(`ended as ${bad.is}`);
    return outcomes;
  };
  /** The function for undoing, as the other runbook calls it: what it throws fails the step. */
  const onUndoing = async (event: unknown): Promise<unknown> => {
    const pinned = { document: sandboxNames.undoDocument, version: sandboxNames.version };
    const execution: ReadExecution = (id) => ssmExecutions(sandboxSsm(host), pinned)(id);
    const came = await inProcess(async () => undoing?.takeBackAsked(event, { catalog, ports, execution }));
    if (!came) throw new Error('the function died');
    came.outcomes.forEach(noted);
    return came;
  };
  const functions: Functions = {
    [sandboxNames.function]: onExecution,
    [sandboxNames.undoFunction]: onUndoing,
  };

  const deliver = async (id: string, event: string): Promise<void> => {
    const target = await inProcess(async () => resource.resolve(id, place, ports.clouds.look(place)));
    if (!target) return;
    await lookAt({ unit, resource, target, cause: { by: 'event', reference: event } });
  };

  const lastExecution = (): string => {
    const id = host
      .world()
      .ssm.Executions.toSorted((a, b) => (a.started < b.started ? -1 : 1))
      .at(-1)?.id;
    if (id === undefined) throw broken('No execution was started before this step.');
    return id;
  };

  const signal = async (
    answer: 'approve' | 'reject',
    by: string,
    step: { comment?: string | undefined; refused?: string | undefined },
  ) => {
    const work = async () => approvalsOf(host, by).signal(lastExecution(), answer, step.comment ?? '');
    const refusal = await refusalOf(work);
    return refusal === step.refused ? [] : [`${answer} by ${by} met ${refusal ?? 'no refusal'}`];
  };

  /** The last fix, or the n-th run from 1. `undefined`: the process died. */
  const runMeant = async (nth: number | undefined): Promise<Run | undefined> => {
    const found = await inProcess(() => rowsOf<Run>(ports, 'run'));
    if (!found) return undefined;
    const runs = found.toSorted(opened);
    const run = nth === undefined ? runs.findLast(({ undoes }) => undoes === undefined) : runs[nth - 1];
    if (!run) throw broken('There is no run to undo.');
    return run;
  };

  const takeBack = async (actor: string, reason: string, nth: number | undefined): Promise<void> => {
    const run = await runMeant(nth);
    if (!run) return;
    const outcome = await inProcess(() => engine.undo({ run: run.id, actor, reason }, catalog, ports));
    if (outcome) noted(outcome);
  };

  const askToTakeBack = async (caller: string, reason: string, nth: number | undefined): Promise<void> => {
    if (!undoing) throw broken('Nobody can be asked about an undo here.');
    const run = await runMeant(nth);
    if (!run) return;
    const { approvals } = engine.parsePolicy(text, name);
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

  const perform = async (step: ScenarioStep, index: number): Promise<readonly string[]> => {
    if ('deliver' in step) {
      for (let time = 0; time < (step.times ?? 1); time += 1)
        await deliver(step.deliver, `event-${index + 1}`);
      return [];
    }
    if ('advance' in step) {
      host.advance(millisecondsOf(step.advance));
      return [];
    }
    if ('actor' in step) {
      const { refused, ...write } = step.actor;
      const refusal = await refusalOf(async () => host.write(write));
      return refusal === refused ? [] : [`${write.operation} met ${refusal ?? 'no refusal'}`];
    }
    if ('approve' in step) return signal('approve', step.approve, step);
    if ('reject' in step) return signal('reject', step.reject, step);
    if ('replay' in step) {
      // Whatever the function makes of it, it answers nobody but SSM.
      await onExecution({ executionId: lastExecution() }).catch(() => undefined);
      return [];
    }
    if ('undo' in step) {
      await takeBack(step.undo, step.reason, step.run);
      return [];
    }
    if ('askUndo' in step) {
      await askToTakeBack(step.askUndo, step.reason, step.run);
      return [];
    }
    if ('release' in step) {
      const findings = await inProcess(() => rowsOf<Finding>(ports, 'finding'));
      if (!findings) return [];
      const [finding] = findings;
      if (!finding) throw broken('There is no finding to release.');
      const request = { finding: findingKey(finding.target, finding.remediation), actor: step.release };
      await inProcess(() => engine.release(request, ports));
      return [];
    }
    if ('wake' in step) {
      const outcomes = await inProcess(() => engine.wake(catalog, ports, step.wake));
      outcomes?.forEach(noted);
      return [];
    }
    if ('policy' in step) {
      text = step.policy;
      return [];
    }
    const problems = await unexpected(step.expect, { host, ports, endings, recent });
    recent = [];
    return problems;
  };

  const steps: Played[] = [];
  for (const [index, step] of scenario.steps.entries()) {
    const from = endings.length;
    staging.onStep?.(step, index);
    const problems = await perform(step, index).catch((error: unknown): readonly string[] => {
      if (staging.lenient && error instanceof WaxsealError && answersPeople.has(error.code))
        return [error.says];
      throw error;
    });
    await host.settle(functions);
    const at = host.now().toISOString();
    steps.push({
      step,
      at,
      endings: endings.slice(from),
      problems: problems.map((it) => `step ${index + 1}: ${it}`),
    });
  }
  const silent = host.faults().filter(({ fired }) => !fired);
  const unfired = silent.map(({ fault }) => `${fault.kind} at ${fault.operation} never fired`);
  return { host, ports, steps, problems: [...steps.flatMap(({ problems }) => problems), ...unfired] };
};
