import { release } from '../../core/approvals/holds.ts';
import type { Journal } from '../../core/journal/journal.ts';
import type { Hold } from '../../core/journal/records.ts';
import { type Block, dim, green, lines, text } from '../../report/blocks.ts';
import { arnNamed } from '../input/arn.ts';
import {
  type Command,
  type CommandResult,
  type Context,
  type Given,
  listOption,
  textOption,
} from '../runtime/context.ts';
import { exits } from '../output/exits.ts';
import { quoted } from '../../core/say/shell.ts';
import { chosenIds } from '../input/targets.ts';
import { UsageError } from '../input/usage.ts';

const regionHeld = async (arn: string, journal: Journal): Promise<string | undefined> => {
  for await (const { value } of journal.list<Hold>('hold', `${arn} `)) return value.target.region;
  return undefined;
};

/** `shown`: the hash of the one hold that was shown. */
export const released = async (given: Given, context: Context, shown?: string): Promise<CommandResult> => {
  const arn = textOption(given, 'resource') ?? '';
  arnNamed(arn);
  const station = await context.station({
    writes: true,
    near: async (_, journal) => regionHeld(arn, journal),
  });
  const ids = chosenIds(station.catalog, listOption(given, 'remediation'));
  const held: Hold[] = [];
  for await (const { value } of station.ports.journal.list<Hold>('hold', `${arn} `))
    if (!value.released && ids.includes(value.remediation)) held.push(value);
  if (held.length === 0)
    throw new UsageError(
      'no-hold',
      `Nothing is held on ${arn}.`,
      'waxseal report lists what is held; check the ARN and --journal.',
    );
  const { arn: actor } = await station.caller();
  const lifted: Hold[] = [];
  for (const { finding } of held)
    lifted.push(await release({ finding, actor, ...(shown !== undefined && { shown }) }, station.ports));
  const view: readonly Block[] = [
    ...lifted.map(({ remediation, by, reason }) =>
      text([green('released'), `  ${remediation}`, dim(`  was held by ${by}: ${reason}`)]),
    ),
    text('Waxseal may remediate it again, as the policy says:'),
    lines([`waxseal apply --resource ${quoted(arn)}`], 2, 'sh'),
  ];
  const document = { schema: 'waxseal/release/v1', by: actor, released: lifted } as const;
  return { document, view, exit: exits.done };
};

/** `waxseal release --resource ARN` */
export const run: Command = (given, context) => released(given, context);
