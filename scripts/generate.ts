import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { budgetTable } from '../bench/budget.ts';
import { pages as infraPages, withPart } from '../infra/docs.ts';
import type { Unit as InfraUnit } from '../infra/units.ts';
import { policyJsonSchema } from '../src/adapters/policy/file.ts';
import { documentPages } from '../src/cli/documents/pages.ts';
import { contractsIndex } from './generate/contracts.ts';
import { formatted } from './generate/format.ts';
import { markers, pageOf, tableOf, withTable } from './generate/page.ts';
import { remediationsIndex, resourcesIndex } from './generate/registry.ts';
import { allRemediations, allResources, root } from './generate/units.ts';

/**
 * Writes whatever follows from the code: registries, pages, the README's table, the policy's JSON Schema, what the
 * program prints as JSON, and the tables of permissions and costs.
 * With `--check` it writes nothing and fails when a file is not as it would be written.
 */
const home = fileURLToPath(root);

const current = (path: string): string | undefined =>
  existsSync(join(home, path)) ? readFileSync(join(home, path), 'utf8') : undefined;

/** What the templates know of each remediation, from the files themselves: the registry may be older than they are. */
const infraUnits = (
  remediations: Awaited<ReturnType<typeof allRemediations>>,
  resources: Awaited<ReturnType<typeof allResources>>,
): readonly InfraUnit[] =>
  remediations
    .map(({ unit: { meta } }) => {
      const resource = resources.find(({ unit }) => unit.type === meta.resourceType);
      return { ...meta, resourcePermissions: resource?.unit.permissions ?? [] };
    })
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));

const wanted = async (): Promise<ReadonlyMap<string, string>> => {
  const remediations = await allRemediations();
  const resources = await allResources();
  const units = remediations.map(({ unit }) => unit);
  const files = new Map<string, string>();
  files.set('src/services/resources.ts', formatted('src/services/resources.ts', resourcesIndex(resources)));
  files.set(
    'src/services/index.ts',
    formatted('src/services/index.ts', remediationsIndex(remediations, resources)),
  );
  files.set('test/services/contracts.ts', formatted('test/services/contracts.ts', contractsIndex()));
  files.set('schema/waxseal.schema.json', `${JSON.stringify(policyJsonSchema(), null, 2)}\n`);
  for (const unit of units) files.set(`docs/remediations/${unit.meta.id}.md`, pageOf(unit));
  for (const [name, content] of Object.entries(documentPages())) files.set(`docs/json/${name}`, content);
  const deployed = infraUnits(remediations, resources);
  for (const [path, text] of infraPages(deployed, (page) => current(page) ?? '')) files.set(path, text);
  const costs = files.get('docs/cost.md') ?? '';
  files.set('docs/cost.md', withPart(costs, 'budget', await budgetTable()));
  const readme = current('README.md');
  const updated = readme === undefined ? undefined : withTable(readme, tableOf(units));
  if (updated !== undefined) files.set('README.md', updated);
  else console.error(`README.md has no place for the table of remediations: ${markers.join(' … ')}`);
  return files;
};

/** Pages of remediations and documents that are no more. */
const leftOver = (files: ReadonlyMap<string, string>): readonly string[] =>
  ['docs/remediations', 'docs/json'].flatMap((folder) =>
    (existsSync(join(home, folder)) ? readdirSync(join(home, folder)) : [])
      .map((name) => `${folder}/${name}`)
      .filter((path) => !files.has(path)),
  );

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), text);
};

const main = async (check: boolean): Promise<number> => {
  const files = await wanted();
  const changed = [...files].filter(([path, text]) => current(path) !== text);
  const extra = leftOver(files);
  if (check) {
    for (const path of [...changed.map(([changedPath]) => changedPath), ...extra])
      console.error(`Not current: ${path}`);
    if (changed.length + extra.length === 0) return 0;
    console.error('Run `npm run generate` and commit what it writes.');
    return 1;
  }
  for (const [path, text] of changed) write(path, text);
  for (const path of extra) rmSync(join(home, path));
  for (const path of [...changed.map(([changedPath]) => changedPath), ...extra]) console.log(path);
  return 0;
};

process.exitCode = await main(process.argv.includes('--check'));
