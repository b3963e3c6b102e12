import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Remediation } from '../../src/core/model/remediation.ts';
import { cell, code } from './remediation-page.ts';
import { root } from './units.ts';

const note = (of: string): string =>
  `<!-- Written by scripts/generate.ts from ${of}: run \`npm run generate\`. -->`;

/** `AWS::S3::Bucket` → `S3`. */
const serviceOf = ({ meta }: Pick<Remediation, 'meta'>): string => meta.resourceType.split('::')[1] || 'AWS';

/** The page of docs/remediations: each of them, by service. */
export const remediationsPage = (units: readonly Pick<Remediation, 'meta'>[]): string => {
  const services = [...Map.groupBy(units, serviceOf)].toSorted(([a], [b]) => a.localeCompare(b, 'en'));
  const parts = services.map(([service, its]) => {
    const lines = its.map(({ meta: { id, title } }) => `- [${code(id)}](${id}.md): ${cell(title)}`);
    return `## ${service}\n\n${lines.join('\n')}\n`;
  });
  return `${note('the remediations')}

# Remediations

One page for each, by the service whose resources it looks at, as AWS Config names it. How far each goes, and which documents ask for it:
[coverage](../coverage.md#every-remediation).

${parts.join('\n')}`;
};

/** The page of docs/decisions: each of them, by number. */
export const decisionsPage = (): string => {
  const folder = fileURLToPath(new URL('docs/decisions/', root));
  const lines = globSync('[0-9]*.md', { cwd: folder })
    .toSorted()
    .map((file) => `- [${/^# (.+)$/m.exec(readFileSync(folder + file, 'utf8'))?.[1]}](${file})`);
  return `${note('their headings')}

# Decisions

Why things are as they are: what was decided, what was tried, and what was rejected.

${lines.join('\n')}
`;
};
