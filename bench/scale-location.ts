import type { Compliance } from '../src/adapters/aws/config-compliance.ts';
import { textOf } from '../src/adapters/journal/row.ts';
import { openSqliteJournal } from '../src/adapters/journal/sqlite.ts';
import type { Journal, Row } from '../src/core/journal/journal.ts';
import { defaultPolicy } from '../src/core/policy/default-policy.ts';
import { lookAtLocation } from '../src/entry-points/sweep-location.ts';
import type { SweepPart } from '../src/intake/sweep-part.ts';
import { loadAccount } from '../src/sandbox/account.ts';
import { startHost } from '../src/sandbox/host.ts';
import { sandboxClouds, sandboxPorts, signed } from '../src/sandbox/sandbox-ports.ts';
import { catalog } from '../src/services/index.ts';
import { shutting } from './policies.ts';

/**
 * One account and Region in the sandbox, as a sweep looks at it: by what AWS Config names, or by listing everything. What it
 * takes is counted at the real clients and at the journal.
 */

/** Of sixty resources: what is looked at by `s3-bucket-tls-only`, `elb-listener-tls-policy` and `rds-instance-force-tls`. */
const mix = { buckets: 40, listeners: 14, databases: 6 } as const;
/** One of so many does not comply. */
const oneOf = 20;

const id = '111122223333';
const elb = (what: string, at: number): string =>
  `arn:aws:elasticloadbalancing:eu-west-1:${id}:${what}/app/web-${at}/${at.toString(16).padStart(16, '0')}`;
const group = (at: number): string =>
  `arn:aws:elasticloadbalancing:eu-west-1:${id}:targetgroup/app-${at}/0123456789abcdef`;
const certificate = `arn:aws:acm:eu-west-1:${id}:certificate/one`;

const isBad = (at: number): boolean => at % oneOf === 0;
const listener = (at: number): string => `${elb('listener', at >> 1)}/${at % 2 ? 8443 : 443}`;
const orders = (at: number): string => `orders-${at}`;

const times = <Item>(count: number, make: (at: number) => Item): readonly Item[] =>
  Array.from({ length: count }, (_, at) => make(at));

/** An account of so many resources, two listeners on each load balancer. */
const estateOf = (resources: number) => {
  const share = (part: number): number => Math.round((resources * part) / 60);
  const listeners = share(mix.listeners);
  const databases = share(mix.databases);
  const buckets = resources - listeners - databases;
  const account = {
    acm: { Certificates: [{ CertificateArn: certificate, DomainName: 'www.example.com' }] },
    ec2: { SecurityGroups: [{ GroupId: 'sg-1', IpPermissions: [] }] },
    s3: {
      Buckets: times(buckets, (at) => ({
        Name: orders(at),
        ...(!isBad(at) && { Policy: shutting(orders(at), 'TlsOnly') }),
      })),
    },
    elbv2: {
      LoadBalancers: times(Math.ceil(listeners / 2), (at) => ({
        LoadBalancerArn: elb('loadbalancer', at),
        SecurityGroups: ['sg-1'],
      })),
      TargetGroups: times(Math.ceil(listeners / 2), (at) => ({ TargetGroupArn: group(at) })),
      Rules: [],
      Listeners: times(listeners, (at) => ({
        ListenerArn: listener(at),
        LoadBalancerArn: elb('loadbalancer', at >> 1),
        Port: at % 2 ? 8443 : 443,
        Protocol: 'HTTPS',
        DefaultActions: [{ Type: 'forward', TargetGroupArn: group(at >> 1) }],
        SslPolicy: isBad(at) ? 'ELBSecurityPolicy-2016-08' : 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09',
        Certificates: [{ CertificateArn: certificate }],
      })),
    },
    rds: {
      DBInstances: times(databases, (at) => ({
        DBInstanceIdentifier: orders(at),
        Engine: 'postgres',
        EngineVersion: isBad(at) ? '14.12' : '16.3',
        DBParameterGroups: [{ DBParameterGroupName: `group-${at}`, ParameterApplyStatus: 'in-sync' }],
      })),
      DBParameterGroups: times(databases, (at) => ({
        DBParameterGroupName: `group-${at}`,
        DBParameterGroupFamily: isBad(at) ? 'postgres14' : 'postgres16',
      })),
    },
  };
  const bad = (count: number, name: (at: number) => string): readonly string[] =>
    times(count, name).filter((_, at) => isBad(at));
  return {
    account,
    bad: {
      buckets: bad(buckets, orders),
      listeners: bad(listeners, listener),
      databases: bad(databases, orders),
    },
  };
};

export type By = 'aggregator' | 'list';

/** What one sweep of one location took. */
export interface Took {
  readonly looks: number;
  /** Calls of AWS, by service. */
  readonly calls: Readonly<Record<string, number>>;
  /** Units of DynamoDB: 4 KB read consistently, 1 KB written; a row that becomes due is written to the index as well. */
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly cpuSeconds: number;
  /** What the journal then holds of findings: each sweep lists them all. */
  readonly findingBytes: number;
}

interface Units {
  read: number;
  write: number;
}
const bytesOf = ({ key, value }: Pick<Row, 'key' | 'value'>): number =>
  Buffer.byteLength(textOf(value)) + Buffer.byteLength(key) + 100;

const metered = (journal: Journal, units: Units): Journal => ({
  ...journal,
  read: async (kind, key) => {
    const row = await journal.read<never>(kind, key);
    units.read += row ? Math.ceil(bytesOf(row) / 4096) : 1;
    return row;
  },
  write: async (row, expected) => {
    units.write += Math.ceil(bytesOf(row) / 1024) + (row.dueAt === undefined ? 0 : 1);
    return journal.write(row, expected);
  },
});

const remediations = {
  's3-bucket-tls-only': 'buckets',
  'elb-listener-tls-policy': 'listeners',
  'rds-instance-force-tls': 'databases',
} as const;
type Id = keyof typeof remediations;
const ids = Object.keys(remediations).filter((name): name is Id => name in remediations);

/** AWS Config, as it would answer: one call for up to 25 rules, a hundred results a page. */
const configFor = (bad: ReturnType<typeof estateOf>['bad'], count: (calls: number) => void): Compliance => {
  const rules = catalog.listings.flatMap(({ id: name, resourceType, configRules }) => {
    const known = ids.find((one) => one === name);
    return known
      ? [{ name, resourceType, sourceIdentifier: configRules[0] ?? '', failing: bad[remediations[known]] }]
      : [];
  });
  return {
    recording: async () => true,
    rules: async () => {
      count(1);
      return rules.map(({ name, sourceIdentifier }) => ({
        name,
        arn: `arn:aws:config:eu-west-1:${id}:config-rule/${name}`,
        owner: 'AWS' as const,
        sourceIdentifier,
        parameters: {},
      }));
    },
    async *resources(_location, rule) {
      const { failing = [], resourceType = '' } = rules.find(({ name }) => name === rule) ?? {};
      count(Math.max(1, Math.ceil(failing.length / 100)));
      for (const resourceId of failing) yield { resourceType, resourceId };
    },
  };
};

/** What a sweep of a new estate takes, and the one after it, in which nothing is new. */
export const sweptLocation = async (
  resources: number,
  by: By,
): Promise<readonly [first: Took, next: Took]> => {
  const { account, bad } = estateOf(resources);
  const host = startHost(loadAccount(account));
  const units: Units = { read: 0, write: 0 };
  const journal = metered(openSqliteJournal(':memory:'), units);
  const ports = sandboxPorts(host, {
    policy: () => ({ ...defaultPolicy, mode: 'dry-run' }),
    catalog,
    journal,
    clouds: sandboxClouds(host, host.caller, signed),
  });
  const { region, partition } = host;
  const location = { account: host.account, region, partition };
  const config = { calls: 0 };
  const compliance = configFor(bad, (more) => (config.calls += more));
  const sweep = async (): Promise<Took> => {
    const part: SweepPart = {
      waxseal: 'sweep/v1',
      location,
      started: host.now().toISOString(),
      ...(by === 'aggregator' ? { rules: ids } : { rules: [], list: ids }),
      open: [],
      turn: 1,
    };
    Object.assign(units, { read: 0, write: 0 });
    config.calls = 0;
    const before = host.calls().length;
    const cpu = process.threadCpuUsage();
    const { outcomes, missed, again, left } = await lookAtLocation(part, { catalog, ports, compliance });
    const { user, system } = process.threadCpuUsage(cpu);
    if (missed.length + again.length > 0 || left)
      throw new Error(JSON.stringify([...missed, ...again].slice(0, 3)));
    const made = host
      .calls()
      .slice(before)
      .map(({ operation }) => operation.split(':')[0] ?? '')
      .filter((service) => service !== 'journal');
    let findingBytes = 0;
    for await (const row of journal.list('finding')) findingBytes += bytesOf(row);
    const calls = Object.entries(Object.groupBy(made, (service) => service)).map(([service, all = []]) => [
      service,
      all.length,
    ]);
    return {
      looks: outcomes.length,
      calls: { ...Object.fromEntries(calls), ...(config.calls > 0 && { config: config.calls }) },
      readUnits: units.read,
      writeUnits: units.write,
      cpuSeconds: (user + system) / 1e6,
      findingBytes,
    };
  };
  const first = await sweep();
  host.advance(6 * 60);
  return [first, await sweep()];
};
