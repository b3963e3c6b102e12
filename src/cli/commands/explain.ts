import { looks } from '../../core/model/permissions.ts';
import type { Remediation } from '../../core/model/remediation.ts';
import { type Setting, settingsOf } from '../../core/model/settings-of.ts';
import { typesOf } from '../../core/model/types-of.ts';
import { type Block, bold, cyan, dim, heading, item, table, text, title } from '../../report/blocks.ts';
import type { Command } from '../runtime/context.ts';
import { impactWords } from '../../report/words.ts';
import { exits } from '../output/exits.ts';
import { chosenIds } from '../input/targets.ts';

const undoWords = ({ meta, fields }: Remediation): string => {
  if (meta.reversible !== true) return `It cannot be undone: ${meta.reversible.not}`;
  const names = Object.keys(fields).join(', ');
  if (names === '') return 'It writes nothing, so there is nothing to undo.';
  return `waxseal undo puts back what each field (${names}) was before, as the journal has it, if nobody has changed it since; otherwise it refuses and shows the values. A hold then keeps Waxseal from fixing it again until waxseal release.`;
};

const fieldTable = (entries: readonly (readonly [string, string])[]): Block =>
  table(
    [{ head: 'what' }, { head: '' }],
    entries.map(([name, value]) => [name, value]),
    2,
  );

/** What an opt-in must name, and what that means. */
const impactBlocks = (impacts: Remediation['meta']['impacts'] = []): readonly Block[] =>
  impacts.length === 0
    ? [text('Nobody.', 2)]
    : [
        ...impacts.map((impact) => item([cyan(impact), `: ${impactWords[impact]}`])),
        text(
          `With mode auto these need evidence, or an owner's word in the policy file: optIns, with impacts: [${impacts.join(', ')}].`,
          2,
        ),
      ];

/** What a policy may choose, and the line in which it does. */
const settingBlocks = (id: string, settings: readonly Setting[]): readonly Block[] =>
  settings.length === 0
    ? [text('It has none.', 2)]
    : [
        ...settings.flatMap(({ name, means, takes, default: without }) => [
          item([cyan(name), `: ${takes}. Without it: ${JSON.stringify(without)}.`]),
          ...(means === undefined ? [] : [text(means, 4)]),
        ]),
        text(
          `In a rule of the policy file: settings: { ${id}: { ${settings[0]?.name ?? ''}: … } }. waxseal policy check says what is wrong with it.`,
          2,
        ),
      ];

/** `waxseal explain ID` */
export const run: Command = async ({ args }, { host }) => {
  const catalog = host.parts?.catalog ?? (await import('../../services/index.ts')).catalog;
  const [id = ''] = chosenIds(catalog, [args[0] ?? '']);
  const unit = await catalog.remediation(id);
  const { meta } = unit;
  const types = typesOf(meta);
  const resources = await Promise.all(types.map((type) => catalog.resource(type)));
  const read = looks(
    meta.permissions,
    resources.flatMap(({ permissions }) => permissions),
  );
  const messages = Object.entries(meta.messages).map(([name, { says, todo }]) => ({
    id: name,
    says,
    ...(todo !== undefined && { todo }),
  }));
  const undo = undoWords(unit);
  const settings = settingsOf(unit);
  const document = {
    schema: 'waxseal/explain/v1',
    id: meta.id,
    version: meta.version,
    title: meta.title,
    summary: meta.summary,
    resourceType: meta.resourceType,
    ...(meta.alsoTypes && { alsoTypes: [...meta.alsoTypes] }),
    configRules: [...meta.configRules],
    controls: [...meta.controls],
    services: [...meta.services],
    impacts: [...(meta.impacts ?? [])],
    reversible: meta.reversible === true,
    undo,
    fields: Object.keys(unit.fields),
    settings,
    permissions: {
      read: [...read],
      write: [...meta.permissions.write],
      undo: [...meta.permissions.undo],
    },
    messages,
    docs: [...meta.docs],
  } as const;
  const view: readonly Block[] = [
    title([bold(meta.title), dim(`  ${meta.id} v${meta.version}`)]),
    text(meta.summary),
    heading('What it answers to'),
    fieldTable([
      ['resource', types.join(', ')],
      ['AWS Config rules', meta.configRules.join(', ') || 'none'],
      ['Security Hub controls', meta.controls.join(', ') || 'none'],
    ]),
    heading('What it may say, and what to do then'),
    ...messages.flatMap(({ id: name, says, todo }) => [
      item([cyan(name), ': ', says]),
      ...(todo === undefined ? [] : [text(['Do: ', todo], 4)]),
    ]),
    heading('Who may notice its changes'),
    ...impactBlocks(meta.impacts),
    heading('Settings'),
    ...settingBlocks(meta.id, settings),
    heading('Permissions'),
    fieldTable([
      ['to look', read.join(', ')],
      ['to apply', meta.permissions.write.join(', ') || 'none'],
      ['to undo', meta.permissions.undo.join(', ') || 'none'],
    ]),
    heading('Taking it back'),
    text(undo, 2),
    heading('AWS documentation'),
    ...meta.docs.map((href) => item([{ text: href, href }])),
  ];
  return { document, view, exit: exits.done };
};
