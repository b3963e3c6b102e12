import { look } from '../../core/engine/look.ts';
import { plan } from '../../core/engine/plan.ts';
import { defaultEvidence } from '../../core/evidence/rules.ts';
import { type Enabled, enabledKey } from '../../core/journal/records.ts';
import { WaxsealError } from '../../core/model/errors.ts';
import type { Target } from '../../core/model/target.ts';
import { type Block, bold, dim, gap, heading, item, lines, text } from '../../report/blocks.ts';
import { nameOf } from '../../report/name.ts';
import { mustBeAllowed } from '../runtime/allowed.ts';
import { callLine } from '../runtime/calls.ts';
import { type Command, flag } from '../runtime/context.ts';
import { chosenJobs, near, oneInput } from '../input/inputs.ts';
import { daysOf } from '../input/days.ts';
import { UsageError } from '../input/usage.ts';
import type { Station } from '../runtime/station.ts';
import type { Enabling, Step } from '../../evidence/enabling.ts';
import { exits } from '../output/exits.ts';

type Planned = Extract<Enabling, { readonly is: 'planned' }>;

const refused = (says: string, todo: string): UsageError =>
  new UsageError('enable-refused', says, `${todo} Or leave out --apply.`);

/** Writes the intent down before the first call, and how far it came after each. Answers what notes the next one. */
const journalled = async (
  target: Target,
  { of, steps, undo }: Planned,
  station: Station,
): Promise<(made: number) => Promise<void>> => {
  const { ports } = station;
  const { journal } = ports;
  const at = ports.now().toISOString();
  const { arn: by } = await station.caller();
  const key = enabledKey(target, at, ports.newId());
  const calls = steps.map(({ operation, input }) => ({ operation, input }));
  let revision = 0;
  const note = async (made: number): Promise<void> => {
    const value: Enabled = { of, target, by, at, steps: calls, made, undo };
    revision = (await journal.write({ kind: 'enabling', key, value }, revision)) ?? revision;
  };
  await note(0);
  return note;
};

/** One call at a time: whatever ends it, people hear what was made. */
const carryOut = async (
  { steps, undo }: Planned,
  make: (step: Step) => Promise<unknown>,
  note: (made: number) => Promise<void>,
): Promise<void> => {
  const made: string[] = [];
  try {
    for (const step of steps) {
      await make(step);
      made.push(step.operation);
      await note(made.length);
    }
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : String(cause);
    throw new WaxsealError(
      {
        code: 'enable-stopped',
        says: `Logging is not switched on: ${what} Made before that: ${made.join(', ') || 'nothing'}.`,
        todo: `Run it again with --apply when the cause is gone, or take back what was made: ${undo.join('; ')}. The log group stays until it is deleted: aws logs delete-log-group.`,
      },
      { cause },
    );
  }
};

/** `waxseal evidence enable` */
export const run: Command = async (given, context) => {
  oneInput(given, ['resource']);
  const wanted = flag(given, 'apply');
  if (flag(given, 'exitCode'))
    throw new UsageError(
      'usage',
      '--exit-code says nothing here: evidence enable does not look at clients.',
      'Leave it out; waxseal evidence --exit-code asks whether somebody would break.',
    );
  // What is not allowed makes no journal.
  const looking = await context.station({ writes: false, near: near(given, context) });
  const policy = await looking.policy.load();
  if (wanted) await mustBeAllowed(looking, refused);
  const station = wanted ? await context.station({ writes: true, near: near(given, context) }) : looking;
  const { jobs } = await chosenJobs(given, context, station);
  const { days } = { ...(policy.evidence ?? defaultEvidence), ...daysOf(given) };
  const { enablingOf, makeStep } = await import('../../evidence/enabling.ts');
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
      const note = await journalled(target, enabling, station);
      await carryOut(
        enabling,
        (step) => makeStep(step, aws, (milliseconds) => ports.pause(milliseconds)),
        note,
      );
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
            heading('What it needs'),
            text(`IAM actions: ${enabling.permissions.write.join(', ')}.`, 2),
            heading('Taking it back'),
            lines(enabling.undo, 2, 'sh'),
            text(`IAM actions: ${enabling.permissions.undo.join(', ')}.`, 2),
            text('The log group stays: what it holds is evidence. aws logs delete-log-group deletes it.', 2),
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
