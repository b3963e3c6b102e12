import { journalApprovals } from '../../adapters/approvals-journal.ts';
import { describeConfigRules } from '../../adapters/config-rules.ts';
import { openSqliteJournal } from '../../adapters/journal-sqlite.ts';
import type { Catalog } from '../../core/catalog.ts';
import type { Outcome } from '../../core/outcome.ts';
import type { Policy } from '../../core/policy.ts';
import type { Ports } from '../../core/ports.ts';
import type { Target } from '../../core/target.ts';
import { type Delivery, deliver } from '../../entrances/deliver.ts';
import { loadAccount } from '../../sandbox/account.ts';
import { type Host as Sandbox, startHost } from '../../sandbox/host.ts';
import { sandboxPorts } from '../../sandbox/ports.ts';

/** What one event ended in. */
export interface Looked {
  readonly remediation: string;
  readonly target: Target;
  readonly outcome: Outcome;
}

/** The account in memory, Waxseal in front of it, and the strings that the story pulls. */
export interface Stage {
  readonly sandbox: Sandbox;
  readonly ports: Ports;
  readonly catalog: Catalog;
  readonly approver: string;
  /** Sends AWS Config's event about every resource of the account. */
  sendAll(): Promise<readonly Looked[]>;
  send(bucket: string): Promise<readonly Looked[]>;
  policyIs(policy: Policy): void;
  policyOf(bucket: string): string | undefined;
  close(): Promise<void>;
}

interface Rule {
  readonly name: string;
  readonly arn: string;
}

/** The account's rule about TLS. An account without one is told about all the same, and nothing follows. */
const ruleOf = ({ account, partition, region, world }: Sandbox): Rule => {
  const found = world().config.ConfigRules.find(
    ({ Source }) => Source.SourceIdentifier === 'S3_BUCKET_SSL_REQUESTS_ONLY',
  );
  const name = found?.ConfigRuleName ?? 's3-bucket-ssl-requests-only';
  const arn = `arn:${partition}:config:${region}:${account}:config-rule/config-rule-1a2b3c`;
  return { name, arn: found?.ConfigRuleArn ?? arn };
};

/** As EventBridge delivers it. https://docs.aws.amazon.com/config/latest/developerguide/monitor-config-with-cloudwatchevents.html */
const eventAbout = (
  bucket: string,
  index: number,
  { name, arn }: Rule,
  { account, region, now }: Sandbox,
): unknown => {
  const time = now().toISOString();
  const result = {
    complianceType: 'NON_COMPLIANT',
    evaluationResultIdentifier: {
      evaluationResultQualifier: {
        configRuleName: name,
        resourceType: 'AWS::S3::Bucket',
        resourceId: bucket,
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
      resourceId: bucket,
      awsRegion: region,
      awsAccountId: account,
      configRuleName: name,
      recordVersion: '1.0',
      configRuleARN: arn,
      messageType: 'ComplianceChangeNotification',
      newEvaluationResult: result,
      notificationCreationTime: time,
      resourceType: 'AWS::S3::Bucket',
    },
  };
};

const looked = (deliveries: readonly Delivery[]): readonly Looked[] =>
  deliveries.flatMap((one) =>
    one.is === 'looked' ? [{ remediation: one.remediation, target: one.target, outcome: one.outcome }] : [],
  );

/** Sets the stage: an account file, real engine, real SDK clients, journal in memory. */
export const setStage = (account: unknown, name: string, catalog: Catalog, first: Policy): Stage => {
  const sandbox = startHost(loadAccount(account, name));
  const approver = `arn:${sandbox.partition}:sts::${sandbox.account}:assumed-role/waxseal-approver/ada`;
  const journal = openSqliteJournal(':memory:');
  const approvals = journalApprovals({ journal, now: sandbox.now, caller: async () => approver });
  let policy = first;
  const ports = sandboxPorts(sandbox, { policy: () => policy, catalog, journal, approvals });
  const describeRule = describeConfigRules(ports.clouds);
  const rule = ruleOf(sandbox);
  let events = 0;
  const send = async (bucket: string): Promise<readonly Looked[]> => {
    events += 1;
    return looked(await deliver(eventAbout(bucket, events, rule, sandbox), { catalog, ports, describeRule }));
  };
  return {
    sandbox,
    ports,
    catalog,
    approver,
    send,
    sendAll: async () => {
      const all: Looked[] = [];
      for (const { Name } of sandbox.world().s3.Buckets) all.push(...(await send(Name)));
      return all;
    },
    policyIs: (next) => {
      policy = next;
    },
    policyOf: (bucket) => sandbox.world().s3.Buckets.find(({ Name }) => Name === bucket)?.Policy,
    close: () => journal.close(),
  };
};
