import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parsePolicy } from '../src/adapters/policy/file.ts';
import type { Job } from '../src/core/model/catalog.ts';
import type { Ports } from '../src/core/model/ports.ts';
import { loadAccount } from '../src/sandbox/account.ts';
import { startHost, type Host } from '../src/sandbox/host.ts';
import { sandboxClouds, sandboxPorts, signed } from '../src/sandbox/sandbox-ports.ts';
import { readScenario, type ScenarioFile } from '../src/sandbox/scenario/file.ts';
import { catalog } from '../src/services/index.ts';

/** What is counted is counted on the account of each remediation's first scenario, in the sandbox, behind the real clients. */
const root = fileURLToPath(new URL('../test/', import.meta.url));
const read = (path: string): ScenarioFile => readScenario(readFileSync(root + path, 'utf8'), basename(path));

/** One of those about the whole, else the one of its room; `undefined`: there is none. */
const firstScenarioOf = (id: string): ScenarioFile | undefined => {
  const shared = globSync('scenarios/*first-fix.yaml', { cwd: root }).toSorted().map(read);
  const [own] = globSync(`services/*/scenarios/${id}.yaml`, { cwd: root });
  const about = ({ remediation }: ScenarioFile): boolean => remediation === id;
  return shared.find(about) ?? (own === undefined ? undefined : read(own));
};

interface Stage {
  readonly host: Host;
  readonly ports: Ports;
  readonly jobs: AsyncIterable<Job>;
}

async function* jobsOn(id: string, { account, region, partition }: Host, ports: Ports): AsyncGenerator<Job> {
  const unit = await catalog.remediation(id);
  const resource = await catalog.resource(unit.meta.resourceType);
  const location = { account, region, partition };
  for await (const target of resource.list(location, ports.clouds.look(location)))
    yield { unit, resource, target, cause: { by: 'sweep' } };
}

/** Its account, and a look at each resource that the remediation is about. Throws where it has no scenario. */
export const firstStage = (id: string): Stage => {
  const scenario = firstScenarioOf(id);
  if (!scenario) throw new Error('it has no scenario');
  const host = startHost(loadAccount(scenario.account, id));
  const policy = parsePolicy(scenario.policy ?? 'version: 1', id);
  const ports = sandboxPorts(host, {
    policy: () => policy,
    catalog,
    clouds: sandboxClouds(host, host.caller, signed),
  });
  return { host, ports, jobs: jobsOn(id, host, ports) };
};

/** The calls of Waxseal itself since some moment, without those of the journal. */
export const callsSince = (host: Host, before: number): readonly string[] =>
  host
    .calls()
    .slice(before)
    .filter(({ caller, operation }) => caller === host.caller && !operation.startsWith('journal:'))
    .map(({ operation }) => operation);

export const ids: readonly string[] = catalog.listings.map(({ id }) => id).toSorted();
