import { readdirSync, readFileSync } from 'node:fs';
import { parsePolicy } from '../src/adapters/policy/file.ts';
import { reconcile } from '../src/core/engine/reconcile.ts';
import { catalog } from '../src/services/index.ts';
import { loadAccount } from '../src/sandbox/account.ts';
import { startHost } from '../src/sandbox/host.ts';
import { sandboxPorts } from '../src/sandbox/sandbox-ports.ts';
import { readScenario } from '../src/sandbox/scenario/file.ts';

/**
 * How many calls AWS gets for one whole fix of each remediation: look, write, look again. Counted in the sandbox, behind
 * the real clients, on the account of the remediation's first-fix scenario.
 */
const folder = new URL('../test/scenarios/', import.meta.url);

const callsOfFirstFix = async (name: string): Promise<readonly [id: string, calls: number]> => {
  const scenario = readScenario(readFileSync(new URL(name, folder), 'utf8'), name);
  const id = scenario.remediation ?? 's3-bucket-tls-only';
  const host = startHost(loadAccount(scenario.account, name));
  const policy = parsePolicy(scenario.policy ?? 'version: 1', name);
  const ports = sandboxPorts(host, { policy: () => policy, catalog });
  const unit = await catalog.remediation(id);
  const resource = await catalog.resource(unit.meta.resourceType);
  const location = { account: host.account, region: host.region, partition: host.partition };
  for await (const target of resource.list(location, ports.clouds.look(location))) {
    const before = host.calls().length;
    const { is } = await reconcile({ unit, resource, target, cause: { by: 'event' } }, ports);
    const ours = host
      .calls()
      .slice(before)
      .filter(({ caller, operation }) => caller === host.caller && !operation.startsWith('journal:'));
    if (is === 'remediated' || is === 'settling') return [id, ours.length];
  }
  throw new Error(`${name}: nothing was fixed, so nothing was counted`);
};

export const callsPerFix = async (): Promise<Readonly<Record<string, number>>> => {
  const names = readdirSync(folder).filter((name) => name.endsWith('first-fix.yaml'));
  return Object.fromEntries(await Promise.all(names.toSorted().map(callsOfFirstFix)));
};
