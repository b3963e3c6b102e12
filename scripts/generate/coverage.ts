import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import type { Remediation } from '../../src/core/model/remediation.ts';
import { cell, code } from './remediation-page.ts';
import { root } from './units.ts';

/** What a document asks for, in words of ours, and what answers it. */
const item = z.strictObject({
  asks: z.string(),
  /** Remediations by id, commands (`waxseal probe`), pages of `docs` (`evidence.md`). */
  by: z._default(z.array(z.string()), []),
  how: z.optional(z.string()),
  /** Why it is not done, or which part is not. */
  not: z.optional(z.string()),
});
const document = z.strictObject({
  name: z.string(),
  title: z.string(),
  sections: z.array(z.strictObject({ heading: z.string(), items: z.array(item) })),
});
type Item = z.infer<typeof item>;
type Document = z.infer<typeof document>;

type Meta = Pick<Remediation, 'meta' | 'fields'>;

const home = fileURLToPath(root);
const folder = 'docs/coverage';

/** How far a remediation goes, as its own file says. */
const reach = ({ meta, fields }: Meta): string => {
  if (meta.family === 'enforced')
    return 'told: what AWS does by itself, with its proof, and where it does not';
  if (Object.keys(fields).length === 0) return 'evaluates, and says what to change';
  return meta.reversible === true
    ? 'fixes, as policy says; its page names where people are asked'
    : 'fixes, always with an approval';
};

const linkOf = (name: string, units: ReadonlyMap<string, Meta>): string | undefined => {
  if (units.has(name)) return `[${code(name)}](remediations/${name}.md)`;
  if (name.endsWith('.md')) return existsSync(`${home}docs/${name}`) ? `[${name}](${name})` : undefined;
  const command = /^waxseal (?<words>[a-z -]+)$/u.exec(name)?.groups?.['words'];
  const file = command && `${home}src/cli/commands/${command.replaceAll(' ', '-')}.ts`;
  return file && existsSync(file) ? `[${code(name)}](cli.md)` : undefined;
};

const rowOf = ({ asks, by, how, not }: Item, where: string, units: ReadonlyMap<string, Meta>): string => {
  if (by.length === 0 && not === undefined)
    throw new Error(`${where}: "${asks}" has no answer: name it in by, or say why not.`);
  const links = by.map((name) => {
    const link = linkOf(name, units);
    if (link === undefined)
      throw new Error(`${where}: "${asks}" names ${name}: no remediation, command or page is called so.`);
    return link;
  });
  const says = [how, not && `**Not:** ${not}`].filter((one) => one !== undefined);
  return `| ${cell(asks)} | ${links.join(', ') || '–'} | ${cell(says.join(' ')) || '–'} |`;
};

const partOf = ({ name, title, sections }: Document, units: ReadonlyMap<string, Meta>): string => {
  const parts = sections.map(
    ({ heading, items }) => `### ${heading}

| What it asks for | What answers it | How, and how far |
|---|---|---|
${items.map((one) => rowOf(one, `${folder}/${name.toLowerCase()}.yaml`, units)).join('\n')}
`,
  );
  return `## ${name}: ${title}\n\n${parts.join('\n')}`;
};

const documents = (): readonly Document[] =>
  globSync('*.yaml', { cwd: `${home}${folder}` })
    .toSorted()
    .map((file) => {
      const read = z.safeParse(document, parse(readFileSync(`${home}${folder}/${file}`, 'utf8')));
      if (!read.success) throw new Error(`${folder}/${file}: ${z.prettifyError(read.error)}`);
      if (`${read.data.name.toLowerCase()}.yaml` !== basename(file))
        throw new Error(`${folder}/${file} names itself ${read.data.name}.`);
      return read.data;
    });

/** Whether a document asks for what a remediation does. */
const askedBy = (id: string, all: readonly Document[]): string =>
  all
    .filter(({ sections }) => sections.some(({ items }) => items.some(({ by }) => by.includes(id))))
    .map(({ name }) => name)
    .join(', ');

/** The page that answers each document sentence by sentence, and says of each remediation how far it goes. */
export const coveragePage = (remediations: readonly Meta[], all = documents()): string => {
  const units = new Map(remediations.map((unit) => [unit.meta.id, unit]));
  const rows = remediations.map(
    (unit) =>
      `| ${linkOf(unit.meta.id, units)} | ${cell(unit.meta.title)} | ${reach(unit)} | ${askedBy(unit.meta.id, all) || 'none'} |`,
  );
  return `<!-- Written by scripts/generate.ts from ${folder} and the remediations: run \`npm run generate\`. -->

# Coverage

Five documents say what should be encrypted in transit. Each of their points is answered here, in their order, and what is
not answered is said with its reason. After them, [every remediation](#every-remediation) and how far it goes.

${all.map((one) => partOf(one, units)).join('\n')}
## Every remediation

| Remediation | What is true afterwards | How far it goes | Asked for by |
|---|---|---|---|
${rows.join('\n')}

## Not built

| What | Why |
|---|---|
| AppSync caches, App Mesh | Ended by AWS, or take no new customers. |
| SageMaker monitoring jobs | Their encryption between containers is set when a job is made; a job that ran is not changed. |
| Lightsail, Directory Service, WorkSpaces, QuickSight | Outside of what the documents name; their settings are seen by no look of ours. A QuickSight data source that connects without TLS is named by no plan. |
| Algorithms of AS2 connectors (Transfer Family) | They encrypt messages, not the transport. |
`;
};
