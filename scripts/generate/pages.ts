import { budgetTable } from '../../bench/budget.ts';
import { scaleTables } from '../../bench/scale-model.ts';
import { pages as infraPages, withPart } from '../../infra/docs.ts';
import type { Unit as InfraUnit } from '../../infra/units.ts';
import { policyJsonSchema } from '../../src/adapters/policy/file.ts';
import { documentPages } from '../../src/cli/documents/pages.ts';
import { coveragePage } from './coverage.ts';
import { current, settle } from './files.ts';
import { decisionsPage, remediationsPage } from './indexes.ts';
import { markers, pageOf, tableOf, withTable } from './remediation-page.ts';
import { posturePage } from './posture.ts';
import { allRemediations, allResources } from './units.ts';
import { typesOf } from '../../src/core/model/types-of.ts';
import { rules } from '../../src/signs/rule.ts';
import type { Resource } from '../../src/core/model/resource.ts';

/** The second phase: schemas and pages, by the code that people run. */
const remediations = await allRemediations();
const resources = await allResources();
const units = remediations.map(({ unit }) => unit);

const resourceOf = (id: string, type: string): Resource => {
  const found = resources.find(({ unit }) => unit.type === type)?.unit;
  if (!found) throw new Error(`${id}: there is no resource ${type}`);
  return found;
};

const deployed: readonly InfraUnit[] = units
  .map(({ meta }) => {
    const permissions = typesOf(meta).flatMap((type) => resourceOf(meta.id, type).permissions);
    const also = meta.alsoTypes?.map((resourceType) => ({ resourceType }));
    return { ...meta, ...(also && { also }), resourcePermissions: [...new Set(permissions)] };
  })
  .toSorted((a, b) => (a.id < b.id ? -1 : 1));

const files = new Map<string, string>();
files.set('schema/waxseal.schema.json', `${JSON.stringify(policyJsonSchema(), null, 2)}\n`);
for (const unit of units) {
  const its = typesOf(unit.meta).map((type) => resourceOf(unit.meta.id, type));
  files.set(`docs/remediations/${unit.meta.id}.md`, pageOf(unit, its));
}
for (const [name, content] of Object.entries(documentPages())) files.set(`docs/json/${name}`, content);
for (const [path, text] of infraPages(deployed, (page) => current(page) ?? '')) files.set(path, text);
const costs = files.get('docs/cost.md') ?? '';
files.set('docs/cost.md', withPart(costs, 'budget', await budgetTable()));
const scale = [...scaleTables()].reduce(
  (page, [name, table]) => withPart(page, name, table),
  current('docs/scale.md') ?? '',
);
files.set('docs/scale.md', scale);
const signs = Object.entries(rules).map(([id, { says, todo }]) => `| \`${id}\` | ${says} | ${todo} |`);
const signTable = ['| Rule | What it says | What to write instead |', '|---|---|---|', ...signs].join('\n');
files.set('docs/scan-code.md', withPart(current('docs/scan-code.md') ?? '', 'signs', signTable));
files.set('docs/coverage.md', coveragePage(remediations.map(({ unit }) => unit)));
files.set('docs/posture.md', posturePage());
files.set('docs/remediations/README.md', remediationsPage(units));
files.set('docs/decisions/README.md', decisionsPage());
const readme = current('README.md');
const updated = readme === undefined ? undefined : withTable(readme, tableOf(units));
if (updated !== undefined) files.set('README.md', updated);
else console.error(`README.md has no place for the table of remediations: ${markers.join(' … ')}`);

process.exitCode = settle(files, ['docs/remediations', 'docs/json']);
