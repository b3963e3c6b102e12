import { current, settle, write } from './files.ts';
import { formatted } from './format.ts';
import { emptyIam, iamFile, referenceOf } from './iam.ts';
import { bookIndex, callsIndex, factsIndex } from './facts.ts';
import { contractsIndex } from './contracts.ts';
import { managedRulesIndex } from './managed-rules.ts';
import { remediationsIndex, resourcesIndex } from './registry.ts';
import { sandboxFiles } from './sandboxes.ts';
import { allRemediations, allResources, allServices, rooms } from './units.ts';

/** The first phase: what the rooms of the services say together. Nothing here may import a registry. */
const home = 'src/services';

for (const room of rooms()) {
  const path = `${home}/${room}/iam.ts`;
  // So that \`service.ts\`, which imports it, can be loaded.
  if (current(path) === undefined) write(path, emptyIam);
}

const services = await allServices();
const remediations = await allRemediations();
const resources = await allResources();

const files = new Map<string, string>([
  [`${home}/resources.ts`, resourcesIndex(resources)],
  [`${home}/index.ts`, remediationsIndex(remediations, resources)],
  [`${home}/calls.ts`, callsIndex(services)],
  [`${home}/facts.ts`, factsIndex(services)],
  [`${home}/book.ts`, bookIndex(services)],
  ['src/guardrails/managed-rules.ts', managedRulesIndex(remediations)],
  ['test/services/contracts.ts', contractsIndex()],
]);
for (const [path, text] of await sandboxFiles()) files.set(path, text);
for (const { room, unit } of services)
  files.set(`${home}/${room}/iam.ts`, iamFile(await referenceOf(unit, room)));

process.exitCode = settle(new Map([...files].map(([path, text]) => [path, formatted(path, text)])));
