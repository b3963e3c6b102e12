import { nameOf } from '../../report/name.ts';
import { ruling } from '../../core/policy/ruling.ts';
import { type Block, bold, dim, gap, green, heading, text } from '../../report/blocks.ts';
import { type Command, listOption, textOption } from '../runtime/context.ts';
import { exits } from '../output/exits.ts';
import { jobsFor } from '../input/targets.ts';

/** `waxseal policy explain --resource ARN` */
export const run: Command = async (given, context) => {
  const station = await context.station({ writes: false });
  const { ports } = station;
  const policy = await station.policy.load();
  const jobs = await jobsFor(textOption(given, 'resource') ?? '', listOption(given, 'remediation'), station, {
    by: 'person',
  });
  const rulings = await Promise.all(
    jobs.map(async ({ unit, target }) => {
      const surroundings = await ports.surroundings(target, ports.clouds.look(target), policy.ownerTags);
      const subject = { target, remediation: unit.meta.id, surroundings };
      const { mode, settings, exemption, optIns, trail } = ruling(policy, subject, ports.now());
      return {
        remediation: unit.meta.id,
        target,
        surroundings,
        mode,
        settings,
        trail,
        optIns,
        ...(exemption && { exemption }),
      };
    }),
  );
  const view: readonly Block[] = [
    text([dim(`Policy: ${station.policy.name}.`)]),
    ...rulings.flatMap(({ remediation, target, surroundings, mode, trail, settings }): readonly Block[] => [
      heading([
        bold(remediation),
        ` on ${nameOf(target)}: `,
        { text: mode, style: mode === 'auto' ? 'green' : 'yellow' },
      ]),
      text([dim(`owner: ${surroundings.owner ?? 'nobody is named by a tag'}`)], 2),
      ...trail.map(({ line, path, says, decided }) =>
        text(
          [
            line === undefined ? dim('built in ') : dim(`line ${line} `),
            dim(`${path} `),
            says,
            ...(decided ? [green('  ← decided')] : []),
          ],
          2,
        ),
      ),
      ...(Object.keys(settings).length === 0 ? [] : [text([dim('settings: '), JSON.stringify(settings)], 2)]),
    ]),
    gap,
    text([dim('Hazards, evidence and holds can make the answer stricter; waxseal plan shows them.')]),
  ];
  const document = {
    schema: 'waxseal/policy-explain/v1',
    policy: station.policy.path ?? null,
    rulings,
  } as const;
  return { document, view, exit: exits.done };
};
