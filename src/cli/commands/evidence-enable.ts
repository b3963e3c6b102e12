import { look } from '../../core/engine/look.ts';
import { plan } from '../../core/engine/plan.ts';
import { defaultEvidence } from '../../core/evidence/rules.ts';
import { WaxsealError } from '../../core/model/errors.ts';
import { type Block, bold, dim, gap, heading, item, lines, text } from '../../report/blocks.ts';
import { nameOf } from '../../report/name.ts';
import { callLine } from '../runtime/calls.ts';
import { type Command, flag } from '../runtime/context.ts';
import { chosenJobs, near, oneInput } from '../input/inputs.ts';
import { exits } from '../output/exits.ts';

/** `waxseal evidence enable` */
export const run: Command = async (given, context) => {
  oneInput(given, ['resource']);
  const wanted = flag(given, 'apply');
  const station = await context.station({ writes: false, near: near(given, context) });
  const { jobs } = await chosenJobs(given, context, station);
  const policy = await station.policy.load();
  if (wanted && policy.killSwitch)
    throw new WaxsealError({
      code: 'enable-refused',
      says: 'The kill switch is on: nothing is written.',
      todo: 'Set killSwitch to false in the policy, or leave out --apply.',
    });
  const { days } = policy.evidence ?? defaultEvidence;
  const { enable, enablingOf } = await import('../../evidence/enabling.ts');
  const { ports } = station;
  const { clouds } = ports;
  const found = await Promise.all(
    jobs.map(async (job) => {
      const { target } = job;
      const { questions = [] } = plan(job, await look(job, station.ports));
      return Promise.all(
        questions.map(async (question) => ({
          target,
          enabling: await enablingOf(question, target, days, clouds.look(target)),
        })),
      );
    }),
  );
  const all = found.flat();
  if (wanted)
    for (const { target, enabling } of all) {
      if (enabling.is !== 'planned') continue;
      const session = { run: 'evidence-enable', remediation: 'evidence', kind: 'remediate' } as const;
      const aws = await clouds.write(target, session);
      await enable(enabling.steps, aws, (milliseconds) => ports.pause(milliseconds));
    }
  const planned = all.some(({ enabling }) => enabling.is === 'planned');
  const document = {
    schema: 'waxseal/evidence-enable/v1',
    applied: wanted && planned,
    enabling: all.map(({ enabling }) => enabling),
  } as const;
  const view: readonly Block[] = [
    ...all.flatMap(({ target, enabling }) => [
      text([bold(nameOf(target)), dim(`  ${enabling.is}`)]),
      ...(enabling.is === 'planned'
        ? [
            heading('API calls'),
            lines(enabling.steps.map(callLine), 2),
            heading('What it costs'),
            text(enabling.costs, 2),
            heading('Taking it back'),
            lines(enabling.undo, 2, 'sh'),
          ]
        : [item(enabling.says)]),
    ]),
    ...(all.length === 0
      ? [text('Nothing is planned for it that recorded traffic could be asked about.')]
      : []),
    gap,
    text([dim(wanted && planned ? 'Done.' : 'Nothing was written.')]),
  ];
  return { document, view, exit: exits.done };
};
