import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Unit as InfraUnit } from '../infra/units.ts';
import { formatted } from './generate/format.ts';
import { markers, pageOf, tableOf, withTable } from './generate/page.ts';
import { remediationsIndex, resourcesIndex } from './generate/registry.ts';
import { sandboxFiles } from './generate/sandboxes.ts';
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

/** From files of the rooms alone: all other code may import these. */
const registries = async (): Promise<ReadonlyMap<string, string>> => {
  const remediations = await allRemediations();
  const resources = await allResources();
  const files = new Map<string, string>();
  files.set('src/services/resources.ts', formatted('src/services/resources.ts', resourcesIndex(resources)));
  files.set(
    'src/services/index.ts',
    formatted('src/services/index.ts', remediationsIndex(remediations, resources)),
  );
  for (const [path, text] of await sandboxFiles()) files.set(path, text);
  return files;
};

/** From all code, which is loaded only here: it imports the registries, and the old ones may name files that are no more. */
const pages = async (): Promise<ReadonlyMap<string, string>> => {
  const { budgetTable } = await import('../bench/budget.ts');
  const { pages: infraPages, withPart } = await import('../infra/docs.ts');
  const { policyJsonSchema } = await import('../src/adapters/policy/file.ts');
  const { documentPages } = await import('../src/cli/documents/pages.ts');
  const remediations = await allRemediations();
  const resources = await allResources();
  const units = remediations.map(({ unit }) => unit);
  const files = new Map<string, string>();
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

const notCurrent = (files: ReadonlyMap<string, string>): readonly string[] =>
  [...files].filter(([path, text]) => current(path) !== text).map(([path]) => path);

const refuse = (paths: readonly string[]): number => {
  if (paths.length === 0) return 0;
  for (const path of paths) console.error(`Not current: ${path}`);
  console.error('Run `npm run generate` and commit what it writes.');
  return 1;
};

const main = async (check: boolean): Promise<number> => {
  const first = await registries();
  const old = notCurrent(first);
  if (check && old.length > 0) return refuse(old);
  for (const path of old) write(path, first.get(path) ?? '');
  const second = await pages();
  const changed = notCurrent(second);
  const extra = leftOver(second);
  if (check) return refuse([...changed, ...extra]);
  for (const path of changed) write(path, second.get(path) ?? '');
  for (const path of extra) rmSync(join(home, path));
  for (const path of [...old, ...changed, ...extra]) console.log(path);
  return 0;
};

process.exitCode = await main(process.argv.includes('--check'));
