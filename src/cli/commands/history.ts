import { nameOf, person } from '../../report/name.ts';
import type { ApprovalRecord, Enabled, Entry } from '../../core/journal/records.ts';
import { type Block, dim, lines, table, text, gap } from '../../report/blocks.ts';
import { moment } from '../../report/page.ts';
import { wordsOf } from '../../report/words.ts';
import { arnNamed } from '../input/arn.ts';
import { type Command, type Given, listOption, textOption } from '../runtime/context.ts';
import { exits } from '../output/exits.ts';
import { chosenIds } from '../input/targets.ts';
import { UsageError } from '../input/usage.ts';

const limitOf = (given: Given): number => {
  const typed = textOption(given, 'limit') ?? '50';
  const limit = Number(typed);
  if (/^\d+$/.test(typed) && limit >= 1 && limit <= 100_000) return limit;
  throw new UsageError(
    'bad-limit',
    `--limit ${typed} is not a number of entries.`,
    'Give a whole number from 1 to 100000.',
  );
};

const answerOf = ({ id, remediation, target, status, by = [], comment, closed, run }: ApprovalRecord) => ({
  approvalRequest: id,
  remediation,
  target,
  answer: status === 'rejected' ? ('reject' as const) : ('approve' as const),
  by,
  ...(comment !== undefined && { comment }),
  ...(closed !== undefined && { at: closed }),
  ...(run !== undefined && { run }),
});

const detail = ({ outcome, cause }: Entry): string => {
  const parts = [
    'run' in outcome && outcome.run !== undefined ? outcome.run : '',
    'approvalRequest' in outcome ? outcome.approvalRequest : '',
    'why' in outcome ? outcome.why.says : '',
    'because' in outcome ? (outcome.because[0]?.says ?? '') : '',
    'met' in outcome ? (outcome.met?.[0]?.says ?? '') : '',
    'failure' in outcome ? outcome.failure.says : '',
    cause.actor === undefined ? '' : `by ${person(cause.actor)}`,
  ];
  return parts.filter((part) => part !== '').join(' · ');
};

/** Logging that was switched on beside all fixes. */
const enabledView = (all: readonly Enabled[]): readonly Block[] =>
  all.length === 0
    ? []
    : [
        table(
          [
            { head: 'when (UTC)', keep: true },
            { head: 'logging switched on' },
            { head: 'by' },
            { head: 'calls' },
          ],
          all.map(({ at, of, by, made, steps }) => [
            moment(at),
            of,
            person(by),
            made === steps.length ? `${made}` : `${made} of ${steps.length}: not finished`,
          ]),
        ),
        ...all
          .filter(({ made, undo }) => made > 0 && undo.length > 0)
          .flatMap(({ of, undo }) => [text(`Taking back ${of}:`), lines(undo, 2, 'sh')]),
        gap,
      ];

/** What people answered, with their words; an approval of a run stands with what the run came to as well. */
const answersView = (all: readonly ApprovalRecord[]): readonly Block[] =>
  all.length === 0
    ? []
    : [
        table(
          [
            { head: 'when (UTC)', keep: true },
            { head: 'answer' },
            { head: 'resource', keep: true },
            { head: 'remediation', keep: true },
            { head: 'by' },
            { head: 'comment' },
          ],
          all.map(({ closed, opened, status, target, remediation, by = [], comment = '–' }) => [
            moment(closed ?? opened),
            status === 'rejected' ? 'rejected' : 'approved',
            nameOf(target),
            remediation,
            by.map(person).join(', '),
            comment,
          ]),
        ),
        gap,
      ];

/** `waxseal history` */
export const run: Command = async (given, context) => {
  const arn = textOption(given, 'resource');
  if (arn !== undefined) arnNamed(arn);
  const limit = limitOf(given);
  const station = await context.station({ writes: false });
  const ids = chosenIds(station.catalog, listOption(given, 'remediation'));
  const all: { readonly order: string; readonly entry: Entry }[] = [];
  const prefix = arn === undefined ? undefined : `${arn} `;
  for await (const { key, value } of station.ports.journal.list<Entry>('entry', prefix))
    // Keys end in moment and id, and ids sort by time: two entries of one millisecond keep their order.
    if (ids.includes(value.remediation)) all.push({ order: key.slice(value.finding.length), entry: value });
  const newest = all.toSorted((a, b) => (a.order < b.order ? 1 : -1));
  const entries = newest.slice(0, limit).map(({ entry }) => entry);
  const left = all.length - entries.length;
  const enabled: Enabled[] = [];
  for await (const { value } of station.ports.journal.list<Enabled>('enabling', prefix)) enabled.push(value);
  const latest = enabled.toSorted((a, b) => (a.at < b.at ? 1 : -1)).slice(0, limit);
  const answers: ApprovalRecord[] = [];
  for await (const { value } of station.ports.journal.list<ApprovalRecord>('approval-request'))
    if (
      (value.status === 'rejected' || value.status === 'used') &&
      (arn === undefined || value.target.arn === arn) &&
      ids.includes(value.remediation)
    )
      answers.push(value);
  const answered = answers.toSorted((a, b) => ((a.closed ?? '') < (b.closed ?? '') ? 1 : -1)).slice(0, limit);
  const view: readonly Block[] =
    entries.length === 0
      ? [text('The journal has nothing about this yet.'), text([dim(`Journal: ${station.journalPath}`)])]
      : [
          table(
            [
              { head: 'when (UTC)', keep: true },
              { head: 'resource', keep: true },
              { head: 'remediation', keep: true },
              { head: 'ended' },
              { head: 'detail' },
            ],
            entries.map((entry) => {
              const { says, style } = wordsOf(entry.outcome);
              return [
                moment(entry.at),
                nameOf(entry.target),
                entry.remediation,
                [{ text: says, style }],
                detail(entry),
              ];
            }),
          ),
          ...(left > 0 ? [text([dim(`and ${left} more; --limit shows them`)])] : []),
          gap,
        ];
  const document = {
    schema: 'waxseal/history/v1',
    entries,
    left,
    answers: answered.map(answerOf),
    enabled: latest,
  } as const;
  return { document, view: [...view, ...answersView(answered), ...enabledView(latest)], exit: exits.done };
};
