import { journalApprovals } from '../../adapters/approvals/journal.ts';
import { describeConfigRules } from '../../adapters/aws/config-rules.ts';
import { openSqliteJournal } from '../../adapters/journal/sqlite.ts';
import type { Catalog, Job } from '../../core/model/catalog.ts';
import { preview } from '../../core/engine/preview.ts';
import type { Endpoint, Plaintext } from '../../core/model/endpoint.ts';
import type { Evidence } from '../../core/model/evidence.ts';
import type { Inquiry } from '../../core/model/ports.ts';
import type { Outcome } from '../../core/model/outcome.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { Ports } from '../../core/model/ports.ts';
import type { Target } from '../../core/model/target.ts';
import { type Delivery, deliver } from '../../entry-points/deliver.ts';
import { loadAccount } from '../../sandbox/account.ts';
import { type Host as Sandbox, startHost } from '../../sandbox/host.ts';
import { sandboxPorts } from '../../sandbox/sandbox-ports.ts';
import { answerOf, type Traffic } from '../../sandbox/scenario/traffic.ts';
import { worldProbe } from '../../sandbox/world-probe.ts';
import type { Sighting } from '../../report/items.ts';
import { sightingOf } from '../input/sightings.ts';
import type { Probe } from '../../sandbox/probe.ts';
import { nameOf, probe } from './probe.ts';
import { type Subject, subjectsOf, withRules } from './rules.ts';

/** What one event ended in. */
export interface Looked {
  readonly remediation: string;
  readonly target: Target;
  readonly outcome: Outcome;
}

/** An endpoint, and what a client met there that speaks plaintext. */
export interface Met {
  readonly endpoint: Endpoint;
  readonly plaintext: Plaintext;
}

/** What the account file cannot say: the logs of its resources, by ARN. */
export type Logs = ReadonlyMap<string, Traffic>;

/** The account in memory, Waxseal in front of it, and the strings that the story pulls. */
export interface Stage {
  readonly sandbox: Sandbox;
  readonly ports: Ports;
  readonly catalog: Catalog;
  readonly approver: string;
  /** Sends AWS Config's event about everything that a rule speaks of. */
  sendAll(): Promise<readonly Looked[]>;
  /** The same about one resource. */
  send(id: string): Promise<readonly Looked[]>;
  /** Looks at everything and writes nothing, not even in the journal. */
  lookAround(): Promise<readonly { readonly job: Job; readonly sighting: Sighting }[]>;
  policyIs(policy: Policy): void;
  /** What people call it. */
  name(target: Pick<Target, 'type' | 'id'>): string;
  probe(target: Pick<Target, 'type' | 'id'>): Probe;
  /** Whether anything records who its clients are. */
  isLogged(target: Pick<Target, 'arn'>): boolean;
  /** What `waxseal probe` would meet at the first endpoint of it. */
  meet(target: Target): Promise<Met | undefined>;
  close(): Promise<void>;
}

/** As EventBridge delivers it. https://docs.aws.amazon.com/config/latest/developerguide/monitor-config-with-cloudwatchevents.html */
const eventAbout = (
  { rule: { name, arn }, region, type, id }: Subject,
  index: number,
  { account, now }: Sandbox,
): unknown => {
  const time = now().toISOString();
  const result = {
    complianceType: 'NON_COMPLIANT',
    evaluationResultIdentifier: {
      evaluationResultQualifier: {
        configRuleName: name,
        resourceType: type,
        resourceId: id,
        evaluationMode: 'DETECTIVE',
      },
      orderingTimestamp: time,
    },
    resultRecordedTime: time,
    configRuleInvokedTime: time,
  };
  return {
    version: '0',
    id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    'detail-type': 'Config Rules Compliance Change',
    source: 'aws.config',
    account,
    time,
    region,
    resources: [],
    detail: {
      resourceId: id,
      awsRegion: region,
      awsAccountId: account,
      configRuleName: name,
      recordVersion: '1.0',
      configRuleARN: arn,
      messageType: 'ComplianceChangeNotification',
      newEvaluationResult: result,
      notificationCreationTime: time,
      resourceType: type,
    },
  };
};

const looked = (deliveries: readonly Delivery[]): readonly Looked[] =>
  deliveries.flatMap((one) =>
    one.is === 'looked' ? [{ remediation: one.remediation, target: one.target, outcome: one.outcome }] : [],
  );

interface Setting {
  readonly account: unknown;
  /** The name of the account file. */
  readonly file: string;
  readonly catalog: Catalog;
  readonly policy: Policy;
  readonly logs: Logs;
}

/** Sets the stage: an account file, real engine, real SDK clients, journal in memory. */
export const setStage = async ({
  account: input,
  file,
  catalog,
  policy: first,
  logs,
}: Setting): Promise<Stage> => {
  const sandbox = startHost(withRules(loadAccount(input, file), catalog.listings));
  const opened = sandbox.now();
  const approver = `arn:${sandbox.partition}:sts::${sandbox.account}:assumed-role/waxseal-approver/ada`;
  const journal = openSqliteJournal(':memory:');
  const approvals = journalApprovals({ journal, now: sandbox.now, caller: async () => approver });
  let policy = first;
  const evidence = (inquiry: Inquiry): Evidence => {
    const log = logs.get(inquiry.target.arn);
    return log ? answerOf(log, inquiry, opened, sandbox.now()) : { is: 'unknown' };
  };
  const meets = worldProbe(() => sandbox.world());
  const ports = sandboxPorts(sandbox, {
    policy: () => policy,
    catalog,
    journal,
    approvals,
    evidence,
    probe: meets,
  });
  const describeRule = describeConfigRules(ports.clouds);
  const listed = async (type: string, region: string): Promise<readonly string[]> => {
    const { account, partition } = sandbox;
    const place = { account, region, partition };
    const resource = await catalog.resource(type);
    const ids: string[] = [];
    for await (const { id } of resource.list(place, ports.clouds.look(place))) ids.push(id);
    return ids;
  };
  const subjects = await subjectsOf(sandbox.world(), catalog.listings, listed);
  let events = 0;
  const sent = async (some: readonly Subject[]): Promise<readonly Looked[]> => {
    const all: Looked[] = [];
    for (const subject of some) {
      events += 1;
      const event = eventAbout(subject, events, sandbox);
      all.push(...looked(await deliver(event, { catalog, ports, describeRule })));
    }
    return all;
  };
  return {
    sandbox,
    ports,
    catalog,
    approver,
    send: (id) => sent(subjects.filter((subject) => subject.id === id)),
    sendAll: () => sent(subjects),
    lookAround: async () => {
      const sights: { readonly job: Job; readonly sighting: Sighting }[] = [];
      for (const { remediation, region, type, id } of subjects) {
        const { account, partition } = sandbox;
        const location = { account, region, partition };
        const resource = await catalog.resource(type);
        const target = await resource.resolve(id, location, ports.clouds.look(location));
        if (!target) continue;
        const job = {
          unit: await catalog.remediation(remediation),
          resource,
          target,
          cause: { by: 'person' },
        } as const;
        sights.push({ job, sighting: sightingOf({ job, seen: await preview(job, ports) }) });
      }
      return sights;
    },
    policyIs: (next) => {
      policy = next;
    },
    name: (target) => nameOf(target, sandbox.world()),
    probe: (target) => probe(target, sandbox.world()),
    isLogged: ({ arn }) => logs.has(arn),
    meet: async (target) => {
      const resource = await catalog.resource(target.type);
      const [endpoint] = (await resource.endpoints?.(target, ports.clouds.look(target))) ?? [];
      return endpoint && { endpoint, plaintext: await meets(endpoint, target) };
    },
    close: () => journal.close(),
  };
};
