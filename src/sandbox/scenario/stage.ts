import type { Job } from '../../core/model/catalog.ts';
import type { Evidence } from '../../core/model/evidence.ts';
import type { Inquiry } from '../../core/model/ports.ts';
import type { Outcome } from '../../core/model/outcome.ts';
import type { Clouds } from '../../core/model/ports.ts';
import { typesOf } from '../../core/model/types-of.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { loadAccount, type Account } from '../account.ts';
import { startHost, type Host } from '../host.ts';
import {
  sandboxApprovals,
  sandboxClouds,
  sandboxNames,
  sandboxPorts,
  type SandboxPorts,
} from '../sandbox-ports.ts';
import type { Engine } from './engine.ts';
import type { ScenarioFile, ScenarioStep } from './file.ts';
import { answerOf, type Traffic } from './traffic.ts';
import { processesOn, type Processes } from './processes.ts';

/** Other parts than the usual ones, for whoever plays scenarios by the thousand, watches them, or breaks them. */
export interface Staging {
  readonly open?: typeof startHost;
  readonly portsOf?: typeof sandboxPorts;
  readonly approvalsOf?: typeof sandboxApprovals;
  /** The clients of another worker, which waits for nothing that this one asks. */
  readonly otherClouds?: (host: Host) => Clouds;
  /** Before each step. */
  readonly onStep?: (step: ScenarioStep, index: number) => void;
  /** A step that makes no sense after what a fault has done (an undo of nothing) is a problem, not an error. */
  readonly lenient?: boolean;
}

/** Where one scenario is played: its account, and the engine that works on it. */
export interface Stage {
  readonly engine: Engine;
  readonly host: Host;
  readonly ports: SandboxPorts;
  readonly processes: Processes;
  /** What the scenario is about. */
  readonly unit: Job['unit'];
  readonly resources: readonly Job['resource'][];
  /** Approvals as one person gives them. */
  readonly approvalsBy: (person: string) => ReturnType<typeof sandboxApprovals>;
  readonly policy: () => Policy;
  readonly changePolicy: (text: string) => void;
  /** What a log says, as of now. */
  readonly trafficIs: (traffic: Traffic) => void;
  /** One look, in a process of its own. `undefined`: the process died. */
  readonly lookAt: (job: Job) => Promise<Outcome | undefined>;
}

/** The account of the file with our runbooks in it, unless the file has its own. */
const accountOf = (scenario: ScenarioFile, name: string, { runbook, undoing }: Engine): Account => {
  const given = scenario.account['ssm'];
  const { version: DocumentVersion } = sandboxNames;
  const ours = { Name: sandboxNames.document, DocumentVersion, Content: runbook };
  const theirs = undoing && { Name: sandboxNames.undoDocument, DocumentVersion, Content: undoing.runbook };
  const ssm = { Documents: [ours, ...(theirs ? [theirs] : [])], ...(typeof given === 'object' ? given : {}) };
  return loadAccount({ ...scenario.account, ssm }, name);
};

/** Sets everything up, as the file has it. Throws for a file that describes no possible account. */
export const openStage = async (
  scenario: ScenarioFile,
  name: string,
  engine: Engine,
  {
    open = startHost,
    portsOf = sandboxPorts,
    approvalsOf = sandboxApprovals,
    otherClouds = (opened) => sandboxClouds(opened),
  }: Staging,
): Promise<Stage> => {
  const { catalog } = engine;
  const host = open(accountOf(scenario, name, engine), {
    faults: scenario.faults,
    ...(scenario.start !== undefined && { start: scenario.start }),
  });
  let text = scenario.policy;
  const policy = (): Policy => engine.parsePolicy(text, name, catalog.listings);
  let recorded: { readonly traffic: Traffic; readonly written: Date } | undefined;
  const evidence = (inquiry: Inquiry): Evidence =>
    recorded ? answerOf(recorded.traffic, inquiry, recorded.written, host.now()) : { is: 'unknown' };
  const ports = portsOf(host, { policy, catalog, evidence });
  const unit = await catalog.remediation(scenario.remediation);
  const resources = await Promise.all(typesOf(unit.meta).map((type) => catalog.resource(type)));
  const processes = processesOn(host);

  let latest: Job | undefined;
  // The other worker is another process: what it throws is its own affair.
  host.workerIs(async () => {
    if (latest)
      await engine.reconcile(latest, { ...ports, clouds: otherClouds(host) }).catch(() => undefined);
  });

  return {
    engine,
    host,
    ports,
    processes,
    unit,
    resources,
    approvalsBy: (person) => approvalsOf(host, person),
    policy,
    trafficIs: (traffic) => {
      recorded = { traffic, written: host.now() };
    },
    changePolicy: (next) => {
      text = next;
    },
    lookAt: async (job) => {
      latest = job;
      const outcome = await processes.run(() => engine.reconcile(job, ports));
      if (outcome) processes.note(outcome);
      return outcome;
    },
  };
};
