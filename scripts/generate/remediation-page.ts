import { looks } from '../../src/core/model/permissions.ts';
import { concernWords } from '../../src/report/words.ts';
import type { Message } from '../../src/core/say/said.ts';
import type { Remediation } from '../../src/core/model/remediation.ts';
import type { Resource } from '../../src/core/model/resource.ts';
import { type Setting, settingsOf } from '../../src/core/model/settings-of.ts';
import { typesOf } from '../../src/core/model/types-of.ts';

const note = '<!-- Written by scripts/generate.ts from the remediation itself: run `npm run generate`. -->';

export const code = (text: string): string => `\`${text}\``;
const list = (items: readonly string[]): string => (items.length === 0 ? 'none' : items.map(code).join(', '));

/** Text that stands in a cell of a table. */
export const cell = (text: string): string =>
  text.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('<', '&lt;');

const sentenceRow = ([id, { says, todo }]: readonly [string, Message]): string =>
  `| ${code(id)} | ${cell(says)} | ${todo ? cell(todo) : '–'} |`;

const errorsOf = ({ meta: { errors = {} } }: Pick<Remediation, 'meta'>): string =>
  Object.keys(errors).length === 0
    ? ''
    : `
## Errors of its own

Of all others [errors](../errors.md) tells.

| Code | Meaning | Remedy |
|---|---|---|
${Object.entries(errors).map(sentenceRow).join('\n')}
`;

const reversal = ({ meta: { reversible }, fields }: Remediation): string => {
  if (reversible !== true) return `No. ${reversible.not}`;
  return Object.keys(fields).length === 0
    ? 'It writes nothing, so there is nothing to undo.'
    : 'Yes: `waxseal undo RUN --reason "…"` puts every field back that nobody has changed since.';
};

const settingsTable = (unit: Remediation): string => {
  const settings = settingsOf(unit);
  const example = `settings: { ${unit.meta.id}: { ${settings[0]?.name ?? ''}: … } }`;
  const row = ({ name, means = '–', takes, default: without }: Setting) =>
    `| ${code(name)} | ${cell(means)} | ${cell(takes)} | ${code(JSON.stringify(without))} |`;
  return settings.length === 0
    ? ''
    : `
## Settings

They stand in a rule of the policy file: ${code(example)}.

| Setting | What it means | What it takes | Without it |
|---|---|---|---|
${settings.map(row).join('\n')}
`;
};

/** One page about a remediation: everything that its file says, in the order in which a reader asks. */
export const pageOf = (unit: Remediation, resources: readonly Resource[]): string => {
  const { id, title, summary, configRules, controls, permissions, messages, docs } = unit.meta;
  return `${note}

# ${title}

${code(id)}

${summary}

| | |
|---|---|
| Resource type | ${list(typesOf(unit.meta))} |
| AWS Config rules | ${list(configRules)} |
| Security Hub controls | ${list(controls)} |
| What it changes | ${list(Object.keys(unit.fields))} |
| [Concerns](../glossary.md#concerns) | ${concernWords(unit.meta.concerns)} |
| [Impacts](../glossary.md#impacts) | ${list(unit.meta.impacts ?? [])} |
| Can be undone | ${reversal(unit)} |

## What it says

Words in braces are filled in from the resource.

| Id | What it says | What to do |
|---|---|---|
${Object.entries(messages).map(sentenceRow).join('\n')}
${errorsOf(unit)}${settingsTable(unit)}
## Permissions

| For | IAM actions |
|---|---|
| Looking | ${list(
    looks(
      permissions,
      resources.flatMap((one) => one.permissions),
    ),
  )} |
| Fixing | ${list(permissions.write)} |
| Undoing | ${list(permissions.undo)} |

## Try it

\`\`\`sh
npm run waxseal -- explain ${id}
npm run waxseal -- scan --region ${resources[0]?.home?.['aws'] ?? 'eu-west-1'} --remediation ${id}
\`\`\`

## AWS pages it relies on

${docs.map((url) => `- <${url}>`).join('\n')}
`;
};

/** The table of the README: one line for each remediation. */
export const tableOf = (units: readonly Remediation[]): string =>
  [
    '| Remediation | What is true afterwards | AWS Config rule | Security Hub |',
    '|---|---|---|---|',
    ...units.map(
      ({ meta }) =>
        `| [${code(meta.id)}](docs/remediations/${meta.id}.md) | ${cell(meta.title)} | ${list(meta.configRules)} | ${meta.controls.join(', ') || 'none'} |`,
    ),
  ].join('\n');

export const markers = ['<!-- remediations -->', '<!-- /remediations -->'] as const;

/** The README with its table brought up to date; `undefined` when it has no place for one. */
export const withTable = (readme: string, table: string): string | undefined => {
  const [begin, end] = markers;
  const from = readme.indexOf(begin);
  const to = readme.indexOf(end);
  if (from < 0 || to < from) return undefined;
  return `${readme.slice(0, from + begin.length)}\n\n${table}\n\n${readme.slice(to)}`;
};
