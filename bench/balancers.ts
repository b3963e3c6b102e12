import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { budgetOf } from '../src/adapters/aws/call-rates.ts';
import { cloudsOf } from '../src/adapters/aws/clients.ts';
import { unpaced } from '../src/adapters/aws/pace.ts';
import { parsePolicy } from '../src/adapters/policy/file.ts';
import { reconcile } from '../src/core/engine/reconcile.ts';
import { atOnce, pooled } from '../src/core/model/pooled.ts';
import { loadAccount, type AccountFile } from '../src/sandbox/account.ts';
import { startHost } from '../src/sandbox/host.ts';
import { answeredBy } from '../src/sandbox/middleware.ts';
import { sandboxPorts } from '../src/sandbox/sandbox-ports.ts';
import { readScenario } from '../src/sandbox/scenario/file.ts';
import { catalog } from '../src/services/index.ts';

/**
 * A fleet of load balancers in the sandbox: how many calls each operation gets, and how long those take at the speed that
 * AWS publishes, which is what such a fleet waits for. Each answer takes 20 ms.
 */
const remediation = 'alb-listener-https-redirect';
const latency = 20;

const repeated = (account: AccountFile, count: number): AccountFile => {
  const text = JSON.stringify(account.elbv2);
  const copies = Array.from({ length: count }, (_, at): NonNullable<AccountFile['elbv2']> =>
    JSON.parse(text.replaceAll('50dc6c495c0c9188', `50dc6c495c${String(at).padStart(6, '0')}`)),
  );
  const [first] = copies;
  if (!first) return account;
  return {
    ...account,
    elbv2: {
      ...first,
      LoadBalancers: copies.flatMap(({ LoadBalancers = [] }) => LoadBalancers),
      Listeners: copies.flatMap(({ Listeners = [] }) => Listeners),
    },
  };
};

export interface Balancers {
  readonly count: number;
  readonly fixed: number;
  readonly calls: Readonly<Record<string, number>>;
  readonly mostUnderWay: number;
  /** Reads of ELB at the speed that AWS publishes, all of it. */
  readonly secondsAtPublishedRate: number;
  /** The same of a loop that describes and modifies one listener of each. */
  readonly secondsOfLeast: number;
}

export const fixBalancers = async (count: number): Promise<Balancers> => {
  const name = 'alb-redirect-first-fix.yaml';
  const scenario = readScenario(
    readFileSync(new URL(`../test/scenarios/${name}`, import.meta.url), 'utf8'),
    name,
  );
  const host = startHost(loadAccount(repeated(scenario.account, count), name));
  let underWay = 0;
  let mostUnderWay = 0;
  const clouds = cloudsOf({
    credentials: { accessKeyId: 'SANDBOX', secretAccessKey: 'sandbox' },
    env: {},
    pace: unpaced,
    configure: (client, location) => {
      answeredBy(host, client, location);
      client.middlewareStack.add(
        (next) => async (args) => {
          underWay += 1;
          mostUnderWay = Math.max(mostUnderWay, underWay);
          await setTimeout(latency);
          underWay -= 1;
          return next(args);
        },
        { step: 'build', name: 'benchLatency' },
      );
    },
  });
  const policy = parsePolicy(scenario.policy ?? 'version: 1', name);
  const ports = sandboxPorts(host, { policy: () => policy, catalog, clouds });
  const unit = await catalog.remediation(remediation);
  const resource = await catalog.resource(unit.meta.resourceType);
  const location = { account: host.account, region: host.region, partition: host.partition };
  const outcomes = await pooled(resource.list(location, clouds.look(location)), atOnce, (target) =>
    reconcile({ unit, resource, target, cause: { by: 'person' } }, ports),
  );
  const calls: Record<string, number> = {};
  for (const { operation } of host.calls())
    if (!operation.startsWith('journal:')) calls[operation] = (calls[operation] ?? 0) + 1;
  const reads = Object.entries(calls)
    .filter(([operation]) => operation.startsWith('elasticloadbalancingv2:Describe'))
    .reduce((sum, [, some]) => sum + some, 0);
  const { start } = budgetOf('ElasticLoadBalancingV2Client');
  // We begin at half of what AWS publishes.
  const published = start.perSecond * 2;
  return {
    count,
    fixed: outcomes.filter(({ is }) => is === 'remediated').length,
    calls,
    mostUnderWay,
    secondsAtPublishedRate: reads / published,
    secondsOfLeast: count / published,
  };
};
