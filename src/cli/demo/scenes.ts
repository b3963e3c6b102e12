import type { Outcome } from '../../core/outcome.ts';
import type { Plan } from '../../core/plan.ts';
import type { AskRecord } from '../../core/records.ts';
import {
  type Block,
  bold,
  cyan,
  dim,
  gap,
  green,
  heading,
  item,
  lines,
  table,
  text,
  title,
  type Words,
  yellow,
} from '../../report/blocks.ts';
import type { Report } from '../../report/model.ts';
import { outcomeWords } from '../../report/words.ts';
import { type Call, callLine } from '../calls.ts';
import { changeView } from '../plan-view.ts';
import type { Looked } from './stage.ts';
import type { Proof } from './story.ts';

/** Buckets whose owner made the mode stricter, and how. */
type Tags = ReadonlyMap<string, string>;

export const opening = (buckets: number): readonly Block[] => [
  title([bold('Waxseal, shown on an account in memory')]),
  text(
    `${buckets} buckets of one AWS account. The engine, the remediation, the SDK clients and the journal are the real ones; only AWS is played by a sandbox that refuses what AWS refuses. No network, nothing on disk.`,
  ),
];

/** One line for what the remediation says in full; whoever wants that runs `waxseal plan`. */
const shortly: Readonly<Record<string, string>> = {
  'plaintext-allowed': 'plain HTTP gets in',
  'orphaned-principals': 'names a deleted user: S3 takes no new policy',
  'inverted-deny': 'its Deny is the wrong way round',
  'public-policy-blocked': 'public, and S3 takes no new public policy',
};

const whyOf = (outcome: Outcome): string => {
  const because = 'because' in outcome ? outcome.because : [];
  const special = because.find(({ check }) => ['hazard', 'exemption', 'hold'].includes(check));
  if (special) return special.says;
  if (outcome.is === 'asked') return outcome.because[0]?.says ?? '';
  if (outcome.is === 'sealed')
    return outcome.plan.changes.map(({ set, on }) => `${set} ${on.split('#').at(-1) ?? on} added`).join(', ');
  if ('plan' in outcome && outcome.plan) return shortly[outcome.plan.why.id] ?? outcome.plan.why.says;
  return '';
};

const row = ({ target, outcome }: Looked, tags: Tags): readonly Words[] => {
  const { says, style } = outcomeWords[outcome.is];
  const tag = outcome.is === 'reported' ? tags.get(target.id) : undefined;
  const why = tag === undefined ? whyOf(outcome) : `its owner's tag says ${tag}`;
  return [bold(target.id), [{ text: says, style }], why];
};

const outcomes = (all: readonly Looked[], tags: Tags): Block =>
  table(
    [{ head: 'bucket' }, { head: 'ended' }, { head: 'why' }],
    all.map((one) => row(one, tags)),
    2,
  );

const order: readonly Outcome['is'][] = ['sealed', 'asked', 'skipped', 'reported', 'advice', 'compliant'];
const sorted = (all: readonly Looked[]): readonly Looked[] =>
  all.toSorted((a, b) => order.indexOf(a.outcome.is) - order.indexOf(b.outcome.is));

const writeWords = (count: number): Words =>
  count === 0 ? [green('0 writes'), ' reached AWS.'] : [yellow(`${count} writes`), ' reached AWS.'];

export const staging = (all: readonly Looked[], writes: number): readonly Block[] => [
  gap,
  heading('1  Staging: AWS Config speaks, Waxseal only reports'),
  text(
    `${all.length} Config events come in. An event only names a bucket: what is so is read from the bucket itself. There is no policy file yet, so the built-in one holds: dry-run.`,
  ),
  gap,
  outcomes(sorted(all), new Map()),
  gap,
  text(writeWords(writes)),
];

export const production = (all: readonly Looked[], writes: number, tags: Tags): readonly Block[] => [
  gap,
  heading('2  Production: the same events, another policy'),
  text(
    'Now a reviewed file says auto, with an opt-in of the owners, one exemption, and one rule that asks about sensitive data. Hazards ask by themselves, whatever the mode.',
  ),
  gap,
  outcomes(sorted(all), tags),
  gap,
  text(writeWords(writes)),
];

const refusal = (by: string | null): Words => (by === null ? 'goes through' : [green(`refused by ${by}`)]);

export const fix = (
  bucket: string,
  plan: Plan,
  operations: readonly string[],
  proofs: readonly Proof[],
): readonly Block[] => [
  gap,
  heading(`3  What was done to ${bucket}, and the proof`),
  text('One statement more; everything that was there stays as it was.'),
  ...plan.changes.flatMap(changeView),
  text([dim(`AWS saw: ${operations.join(', ')}. Plan ${plan.id}.`)], 2),
  gap,
  text(
    'After each fix the bucket was read and judged again. And so that nobody has to take our word for it, a second evaluator asks what happens to a request:',
  ),
  gap,
  table(
    [
      { head: 'bucket' },
      { head: 'GET over HTTP, before' },
      { head: 'over HTTP, now' },
      { head: 'over HTTPS, now' },
    ],
    proofs.map(({ bucket: name, http, https }) => [
      name,
      http.before === null ? [yellow('goes through')] : refusal(http.before),
      refusal(http.after),
      refusal(https.after),
    ]),
    2,
  ),
];

export const again = (events: number, writes: number): readonly Block[] => [
  gap,
  heading('4  The same events once more'),
  text([
    `${events} events, as AWS delivers them: twice, late, in any order. `,
    ...(writes === 0 ? [green('0 more writes')] : [yellow(`${writes} more writes`)]),
    ': only the live state decides.',
  ]),
];

const person = (arn: string): string => arn.split('/').at(-1) ?? arn;

export const approval = (
  ask: AskRecord,
  by: string,
  { outcome }: Looked,
  calls: readonly Call[],
  { http }: Proof,
): readonly Block[] => [
  gap,
  heading(`5  A person approves: ${ask.target.id}`),
  text([cyan(ask.id), ` waits until ${ask.expires.slice(0, 10)}, because:`]),
  ...ask.reasons.map((reason) => item(reason)),
  lines([`waxseal approve ${ask.id}`], 2, 'sh'),
  text([
    bold(person(by)),
    ' approves exactly this plan, once. Waxseal looks again first: another plan would have been stale.',
  ]),
  ...(calls.length === 0 ? [] : [lines(calls.map(callLine), 2)]),
  text(
    [
      { text: outcomeWords[outcome.is].says, style: outcomeWords[outcome.is].style },
      http.after === null ? '' : `; a request over HTTP is now refused by ${http.after}.`,
    ],
    2,
  ),
];

export const undoing = (
  bucket: string,
  { run, outcome }: { readonly run: string; readonly outcome: Outcome },
  restored: boolean,
  next: readonly Looked[],
): readonly Block[] => [
  gap,
  heading(`6  Second thoughts: ${bucket} is undone, and stays so`),
  lines([`waxseal undo ${run} --reason 'The nightly export still speaks HTTP.'`], 2, 'sh'),
  text(
    [
      { text: outcomeWords[outcome.is].says, style: outcomeWords[outcome.is].style },
      restored ? ': the policy is, letter for letter, what it was before.' : '.',
    ],
    2,
  ),
  ...next.map(({ outcome: then }) =>
    text(
      [
        'The next event about it: ',
        { text: outcomeWords[then.is].says, style: outcomeWords[then.is].style },
        '. ',
        whyOf(then),
      ],
      2,
    ),
  ),
];

export const closing = ({ total: { counts } }: Report): readonly Block[] => [
  gap,
  heading('What the journal says now'),
  text([
    green(`${counts.sealed} sealed`),
    ', ',
    cyan(`${counts.waiting} waiting for an approval`),
    `, ${counts.held} left alone for a reason, `,
    yellow(`${counts.open} open`),
    '.',
  ]),
  heading('Your turn'),
  lines(
    [
      'waxseal list                                        # what can be mended',
      'waxseal explain s3-bucket-tls-only                  # how, and what may go wrong',
      'waxseal doctor --region eu-west-1                   # is everything in place',
      'waxseal scan --region eu-west-1                     # look at your account; changes nothing',
      'waxseal plan --resource arn:aws:s3:::your-bucket    # judge one plan',
    ],
    2,
    'sh',
  ),
  gap,
];
