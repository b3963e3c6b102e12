import { readdirSync, readFileSync } from 'node:fs';
import { budgetOf } from '../src/adapters/aws/call-rates.ts';
import { calls as known } from '../src/services/calls.ts';
import { parsePolicy } from '../src/adapters/policy/file.ts';
import { preview } from '../src/core/engine/preview.ts';
import { catalog } from '../src/services/index.ts';
import { loadAccount } from '../src/sandbox/account.ts';
import { startHost } from '../src/sandbox/host.ts';
import { sandboxPorts } from '../src/sandbox/sandbox-ports.ts';
import { readScenario } from '../src/sandbox/scenario/file.ts';

/**
 * What one look takes of each API's budget: counted in the sandbox, behind the real clients, on the account of each
 * remediation's first-fix scenario. The table of docs/cost.md.
 */
const folder = new URL('../test/scenarios/', import.meta.url);

/** The clients behind the sandbox's names of services. */
const clients: Readonly<Record<string, string>> = {
  acm: 'ACMClient',
  dms: 'DatabaseMigrationServiceClient',
  ec2: 'EC2Client',
  elasticloadbalancingv2: 'ElasticLoadBalancingV2Client',
  glue: 'GlueClient',
  rds: 'RDSClient',
  s3: 'S3Client',
};

interface LookCalls {
  readonly remediation: string;
  /** By service. */
  readonly calls: Readonly<Record<string, number>>;
}

const callsOfLook = async (name: string): Promise<LookCalls> => {
  const scenario = readScenario(readFileSync(new URL(name, folder), 'utf8'), name);
  const remediation = scenario.remediation ?? 's3-bucket-tls-only';
  const host = startHost(loadAccount(scenario.account, name));
  const policy = parsePolicy(scenario.policy ?? 'version: 1', name);
  const ports = sandboxPorts(host, { policy: () => policy, catalog });
  const unit = await catalog.remediation(remediation);
  const resource = await catalog.resource(unit.meta.resourceType);
  const location = { account: host.account, region: host.region, partition: host.partition };
  for await (const target of resource.list(location, ports.clouds.look(location))) {
    const before = host.calls().length;
    const { plan } = await preview({ unit, resource, target, cause: { by: 'sweep' } }, ports);
    if (!plan) continue;
    const calls: Record<string, number> = {};
    for (const { operation } of host.calls().slice(before)) {
      const [service = ''] = operation.split(':');
      if (service !== 'journal') calls[service] = (calls[service] ?? 0) + 1;
    }
    return { remediation, calls };
  }
  throw new Error(`${name}: nothing was planned, so nothing was counted`);
};

export const callsPerLook = async (): Promise<readonly LookCalls[]> => {
  const names = readdirSync(folder).filter((name) => name.endsWith('first-fix.yaml'));
  return Promise.all(names.toSorted().map(callsOfLook));
};

const rounded = (number: number): string =>
  number === Infinity ? 'as fast as we are' : String(Math.round(number * 10) / 10);

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** One row for each remediation and service. */
export const budgetTable = async (): Promise<string> => {
  const rows = (await callsPerLook()).flatMap(({ remediation, calls }) =>
    Object.entries(calls)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([service, count]) => {
        const client = clients[service] ?? service;
        const { start, most } = budgetOf(client);
        const given = known[client]?.rate;
        return [
          remediation,
          service,
          String(count),
          typeof given === 'object' ? `${given.perSecond} (${given.bucket})` : 'not published',
          rounded(start.perSecond / count),
          rounded(most.perSecond / count),
        ];
      }),
  );
  const head = [
    'Remediation',
    'Service',
    'Calls of one look',
    'AWS gives a second (bucket)',
    'Looks a second, at first',
    'at most',
  ];
  return [line(head), line(['---', '---', '---:', '---:', '---:', '---:']), ...rows.map(line)].join('\n');
};
