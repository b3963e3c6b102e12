import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Finding } from '../../core/journal/records.ts';
import { WaxsealError } from '../../core/model/errors.ts';
import type { Guardrail } from '../../guardrails/guardrail.ts';
import { brokenRows, guardrailsFor } from '../../guardrails/guardrails.ts';
import { acceptedBy } from '../../guardrails/service-control.ts';
import { hitBy, type Hit } from '../../guardrails/hit.ts';
import { type Block, bold, dim, gap, heading, item, lines, table, text } from '../../report/blocks.ts';
import { exits } from '../output/exits.ts';
import { rowsOf } from '../output/rows.ts';
import { UsageError } from '../input/usage.ts';
import { type Command, flag, textOption } from '../runtime/context.ts';

/** What proves a file: the truth table of a policy, or the cases of rules for templates. */
const casesOf = ({ cases, rows }: Guardrail): string | undefined =>
  cases ?? (rows.length === 0 ? undefined : JSON.stringify(rows, null, 2));

const writeAll = async (folder: string, all: readonly Guardrail[]): Promise<readonly string[]> => {
  const files = all.flatMap((one) => {
    const cases = casesOf(one);
    const proof = one.file.replace(/\.\w+$/, '.cases.json');
    return [[one.file, one.text] as const, ...(cases === undefined ? [] : [[proof, cases] as const])];
  });
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, words] of files) await writeFile(join(folder, name), `${words}\n`);
  } catch (cause) {
    throw new UsageError(
      'not-writable',
      `${folder} cannot be written to.`,
      'Give --into a folder in which you may write.',
      { cause },
    );
  }
  return files.map(([name]) => name);
};

const most = 5;

const hitBlocks = (meets: Guardrail['meets'], hits: readonly Hit[]): readonly Block[] => {
  if (hits.length === 0) return [text('Nobody that the journal knows.', 4)];
  const left = hits.length - most;
  const asked = meets === 'requests';
  return [
    ...hits.slice(0, most).map(({ arn, clients, callers, owner }) => {
      const whom = {
        seen: `seen without TLS: ${callers.slice(0, 3).join(', ') || 'clients'}`,
        clean: 'nobody was seen without TLS',
        unknown: 'its clients are not known: waxseal evidence tells',
      }[clients];
      return item([arn, dim(owner === undefined ? '' : `  ${owner}`), asked ? `  ${whom}` : ''], 4);
    }),
    ...(left > 0 ? [text(`and ${left} more: --format json has all`, 4)] : []),
  ];
};

const hitTitles: Readonly<Record<Guardrail['meets'], string>> = {
  requests: 'Who would be hit now:',
  changes: 'What is there today, and could not be made again or changed and kept so:',
  nobody: 'What it would report now:',
};

const blocksOf = (one: Guardrail, hits: readonly Hit[]): readonly Block[] => [
  heading([bold(one.id), `  ${one.title}`]),
  text(one.partOf === undefined ? one.says : `${one.says} Attach it wherever ${one.partOf} is attached.`, 2),
  ...(one.partOf === undefined ? aboutOf(one, hits) : []),
];

const aboutOf = (one: Guardrail, hits: readonly Hit[]): readonly Block[] => [
  ...one.notSaid.map(({ path, why }) => item(`Not said: ${path}, because ${why}.`, 2, '!')),
  text(hitTitles[one.meets], 2),
  ...hitBlocks(one.meets, hits),
];

const mustHold = (all: readonly Guardrail[]): void => {
  for (const one of all) {
    const [broken] = brokenRows(one);
    if (broken)
      throw new WaxsealError({
        code: 'guardrail-wrong',
        says: `${one.id} does not do what it says: ${broken.says}.`,
        todo: 'Attach nothing of it, and report this: it is a defect of Waxseal.',
      });
    if (one.limit !== undefined && one.text.length > one.limit)
      throw new WaxsealError({
        code: 'guardrail-too-long',
        says: `${one.id} has ${one.text.length} characters, and AWS takes ${one.limit}.`,
        todo: 'Name fewer accounts or resources in one exemption. The others are printed by their ids: waxseal guardrails ID.',
      });
  }
};

/** `waxseal guardrails [ID]` */
export const run: Command = async (given, context) => {
  const station = await context.station({ writes: false });
  const policy = await station.policy.load();
  const findings = await rowsOf<Finding>(station.ports.journal, 'finding');
  const known = new Set(findings.map(({ remediation }) => remediation));
  const everything = flag(given, 'all') || known.size === 0;
  const today = station.ports.now().toISOString().slice(0, 10);
  const all = guardrailsFor({
    used: (prevents) => everything || prevents.some((id) => known.has(id)),
    exemptions: policy.exemptions,
    accepted: acceptedBy(policy.rules),
    listings: station.catalog.listings,
    today,
  });
  const [id] = given.args;
  const chosen = id === undefined ? all : all.filter((one) => one.id === id);
  if (chosen.length === 0)
    throw new UsageError(
      'no-guardrail',
      id === undefined ? 'Nothing in the journal needs a guardrail.' : `There is no guardrail "${id}".`,
      `Give ${id === undefined ? '--all' : `one of ${all.map((one) => one.id).join(', ')}`}.`,
    );
  mustHold(chosen);
  const into = textOption(given, 'into');
  const written = into === undefined ? [] : await writeAll(resolve(context.host.cwd, into), chosen);
  const shown = chosen.map((one) => ({ one, hits: hitBy(one, findings) }));
  const [only] = chosen;
  const document = {
    schema: 'waxseal/guardrails/v1',
    cutTo: everything ? 'everything' : 'journal',
    guardrails: shown.map(
      ({ one: { limit, rows, notSaid, prevents, cases: _cases, beside: _beside, ...one }, hits }) => ({
        ...one,
        prevents: [...prevents],
        ...(limit !== undefined && { limit }),
        rows: [...rows],
        notSaid: [...notSaid],
        hits: [...hits],
      }),
    ),
    written: [...written],
  } as const;
  if (id !== undefined && into === undefined && only)
    return { document, view: [lines(only.text.split('\n'), 0)], exit: exits.done };
  const view: readonly Block[] = [
    table(
      [
        { head: 'guardrail', keep: true },
        { head: 'characters', keep: true },
        { head: 'cases hold', keep: true },
        { head: 'hit now', keep: true },
      ],
      shown.map(({ one, hits }) => [
        [bold(one.id)],
        one.limit === undefined ? `${one.text.length}` : `${one.text.length} of ${one.limit}`,
        one.rows.length === 0 ? '–' : `${one.rows.length} of ${one.rows.length}`,
        one.partOf === undefined ? `${hits.length}` : '–',
      ]),
    ),
    ...shown.flatMap(({ one, hits }) => blocksOf(one, hits)),
    gap,
    ...written.map((name) => item([`${into}/${name}`], 2)),
    text([
      dim(
        `${everything ? 'Of everything that Waxseal knows' : 'Cut to what the journal has'}; ${policy.exemptions.length} exemptions of the policy read. Waxseal attaches none of them: waxseal guardrails ID prints one.`,
      ),
    ]),
  ];
  return { document, view, exit: exits.done };
};
