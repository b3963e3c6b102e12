import type { Listing } from '../../core/model/catalog.ts';
import type { Outcome, OutcomeName } from '../../core/model/outcome.ts';
import type { Plan } from '../../core/model/plan.ts';
import type { ApprovalRecord } from '../../core/journal/records.ts';
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
  type Span,
  table,
  text,
  title,
  type Words,
  yellow,
} from '../../report/blocks.ts';
import { person } from '../../report/name.ts';
import type { Report } from '../../report/model.ts';
import { outcomeWords } from '../../report/words.ts';
import { evidenceView } from '../output/evidence-view.ts';
import { changeView } from '../output/plan-view.ts';
import { doneBy, whyOf } from './shortly.ts';
import type { Looked, Met, Stage } from './stage.ts';
import type { Proof } from './probe.ts';
import type { Evidenced } from './with-logs.ts';

type Named = Pick<Stage, 'name'>;

const ended = ({ is }: Pick<Outcome, 'is'>): Span => {
  const { says, style } = outcomeWords[is];
  return { text: says, style };
};

export const opening = (resources: number, remediations: number): readonly Block[] => [
  title([bold('Waxseal, shown on an account in memory')]),
  text(
    `${resources} resources of one AWS account, ${remediations} remediations. Engine, remediations, SDK clients and journal are the real ones; only AWS is played by a sandbox that refuses what AWS refuses. No network; the one thing written to disk is the report at the end.`,
  ),
];

const writeWords = (count: number): Words =>
  count === 0 ? [green('0 writes'), ' reached AWS.'] : [yellow(`${count} writes`), ' reached AWS.'];

/** `S3` of `AWS::S3::Bucket`. */
const serviceOf = ({ resourceType }: Listing): string => resourceType.split('::')[1] || 'Account';

export const staging = (
  all: readonly Looked[],
  writes: number,
  listings: readonly Listing[],
): readonly Block[] => [
  gap,
  heading('1  Monday, staging: dry-run. AWS Config speaks, Waxseal only reports'),
  text(
    `${all.length} Config events come in. An event only names a resource: what is so is read from the resource itself. There is no policy file yet, so the built-in one holds.`,
  ),
  gap,
  table(
    [
      { head: 'service', keep: true },
      { head: 'remediations', align: 'right' },
      { head: 'looked at', align: 'right' },
      { head: 'good', align: 'right' },
      { head: 'fixable', align: 'right' },
      { head: 'for people', align: 'right' },
      { head: 'waits', align: 'right' },
    ],
    [...Map.groupBy(listings, serviceOf)]
      .toSorted(([a], [b]) => a.localeCompare(b, 'en'))
      .map(([service, its]) => {
        const ids = new Set(its.map(({ id }) => id));
        const mine = all.filter(({ remediation }) => ids.has(remediation));
        const count = (...names: readonly OutcomeName[]): string =>
          String(mine.filter(({ outcome }) => names.includes(outcome.is)).length);
        return [
          [bold(service)],
          String(its.length),
          String(mine.length),
          [green(count('compliant'))],
          [yellow(count('reported'))],
          count('manual-action-needed', 'unknown'),
          [dim(count('pending'))],
        ];
      }),
    2,
  ),
  gap,
  text(writeWords(writes)),
];

const order: readonly OutcomeName[] = [
  'remediated',
  'settling',
  'approval-requested',
  'skipped',
  'reported',
  'pending',
  'manual-action-needed',
];
const rank = ({ outcome }: Looked): number => order.indexOf(outcome.is);

const row = (looked: Looked, stage: Named): readonly Words[] => [
  [bold(stage.name(looked.target))],
  [ended(looked.outcome)],
  looked.outcome.is === 'reported' ? "its owner's tag says dry-run" : whyOf(looked.outcome),
];

/** What was good and stays good is only counted. */
const ofRemediation = (
  mine: readonly Looked[],
  { id, title: says }: Listing,
  stage: Named,
): readonly Block[] => {
  const good = mine.filter(({ outcome }) => outcome.is === 'compliant').length;
  const rest = mine.filter(({ outcome }) => outcome.is !== 'compliant').toSorted((a, b) => rank(a) - rank(b));
  return [
    text([bold(says), dim(`  ${id}`), dim(good === 0 ? '' : `  and ${good} compliant already`)]),
    table(
      [{ head: 'resource', keep: true }, { head: 'ended', keep: true }, { head: 'why' }],
      rest.map((one) => row(one, stage)),
      2,
    ),
    gap,
  ];
};

/** `2 remediated and verified, 1 compliant`. */
const endedAll = (mine: readonly Looked[]): Words =>
  [
    ...Map.groupBy(
      mine.toSorted((a, b) => rank(a) - rank(b)),
      ({ outcome }) => outcome.is,
    ),
  ].flatMap(([is, some], index) => [index === 0 ? '' : ', ', `${some.length} `, ended({ is })]);

/** So many remediations are shown resource by resource; a screen holds no more. */
const shownWhole = 5;

/** Remediations with the most resources first; the others a line each. */
const byRemediation = (
  all: readonly Looked[],
  listings: readonly Listing[],
  stage: Named,
): readonly Block[] => {
  const looked = listings
    .map((listing) => ({ listing, mine: all.filter(({ remediation }) => remediation === listing.id) }))
    .filter(({ mine }) => mine.length > 0)
    .toSorted((a, b) => b.mine.length - a.mine.length);
  const others = looked.slice(shownWhole);
  return [
    ...looked.slice(0, shownWhole).flatMap(({ listing, mine }) => ofRemediation(mine, listing, stage)),
    ...(others.length === 0
      ? []
      : [
          text([bold('All others'), dim('  resource by resource in the report at the end')]),
          table(
            [{ head: 'remediation', keep: true }, { head: 'ended' }],
            others.map(({ listing, mine }) => [[bold(listing.id)], endedAll(mine)]),
            2,
          ),
          gap,
        ]),
  ];
};

export const production = (
  all: readonly Looked[],
  writes: number,
  stage: Named,
  listings: readonly Listing[],
): readonly Block[] => [
  gap,
  heading('2  Wednesday, production: auto and ask'),
  text(
    'The same events, and a reviewed policy file. It says auto, with an opt-in of the owners; ask for databases and for sensitive data; two exemptions with an end. A hazard asks by itself, whatever the mode; what nobody can fix safely goes to people.',
  ),
  gap,
  ...byRemediation(all, listings, stage),
  text(writeWords(writes)),
];

const proofsShown = 16;

export const proof = (
  shown: { readonly name: string; readonly plan: Plan } | undefined,
  proofs: readonly Proof[],
): readonly Block[] => [
  gap,
  heading('3  The proof'),
  ...(shown === undefined
    ? []
    : [
        text([`This is all that changed at `, bold(shown.name), ':']),
        ...shown.plan.changes.flatMap(changeView),
        gap,
      ]),
  text(
    'After each fix the resource was read and evaluated again. And so that nobody has to take our word for it, a second evaluator, which shares no code with the first, plays a client that wants the least:',
  ),
  gap,
  table(
    [{ head: 'resource', keep: true }, { head: 'asks for' }, { head: 'got before' }, { head: 'gets now' }],
    proofs
      .slice(0, proofsShown)
      .map(({ name, asks, before, after }) => [[bold(name)], asks, [yellow(before)], [green(after)]]),
    2,
  ),
  ...(proofs.length > proofsShown ? [text(dim(`and ${proofs.length - proofsShown} more`), 2)] : []),
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

const metWords = (when: string, { plaintext: { is, says } }: Met): Words => [
  `${when}  plaintext `,
  is === 'refused' ? green(is) : yellow(is),
  dim(`  ${says}`),
];

const probedBlocks = (before: Met | undefined, after: Met | undefined): readonly Block[] => {
  if (!before) return [];
  const { host, port } = before.endpoint;
  return [
    text(`probe of ${host}:${port}`, 2),
    text(metWords(after ? 'before' : 'now', before), 4),
    ...(after ? [text(metWords('after ', after), 4)] : []),
  ];
};

/** Who would break, by a log; and what clients meet before and after. */
export const evidenced = (all: readonly Evidenced[], days: number, stage: Named): readonly Block[] => [
  gap,
  heading('5  Thursday: who would break? The logs are asked'),
  text([
    'For these no owner has opted in, so Waxseal asked: "',
    ...all.slice(0, 1).map(({ without }) => ('because' in without ? (without.because[0]?.says ?? '') : '')),
    '" Now the policy gets one more line, ',
    bold(`evidence: { days: ${days} }`),
    ', and the same events come once more.',
  ]),
  ...all.flatMap(({ target, remediation, evidence, outcome, before, after }) => [
    gap,
    text([bold(stage.name(target)), dim(`  ${remediation}`)]),
    ...evidenceView(evidence),
    text(
      [
        ended(outcome),
        outcome.is === 'remediated'
          ? ': nobody had to be asked.'
          : ': the request names these callers, and an earlier approval would not count.',
      ],
      2,
    ),
    ...probedBlocks(before, after),
  ]),
];

interface Approved {
  readonly approvalRequest: ApprovalRecord;
  readonly looked: Looked;
  readonly before: string;
  readonly after: string;
}

interface Rejected {
  readonly approvalRequest: ApprovalRecord;
  readonly looked: Looked | undefined;
}

const rejecting = ({ approvalRequest, looked }: Rejected, by: string, stage: Named): readonly Block[] => [
  gap,
  text([bold(stage.name(approvalRequest.target)), dim(`  ${approvalRequest.remediation}`)]),
  ...approvalRequest.plan.hazards.map(({ says }) => item(says, 2, '!')),
  lines([`waxseal reject ${approvalRequest.id} --reason 'The partner says in spring.'`], 2, 'sh'),
  text([...(looked ? [ended(looked.outcome)] : []), `: ${person(by)} is not asked again for 30 days.`], 2),
];

export const approving = (
  all: readonly Approved[],
  rejected: Rejected | undefined,
  by: string,
  stage: Named,
): readonly Block[] => [
  gap,
  heading('6  The same day: a person answers'),
  text([
    bold(person(by)),
    ' approves exactly these plans, each once. Waxseal looks again first: another plan would have been stale.',
  ]),
  ...all.flatMap(({ approvalRequest, looked, before, after }) => [
    gap,
    text([
      bold(stage.name(approvalRequest.target)),
      dim(`  ${approvalRequest.remediation}`),
      dim(`  open until ${approvalRequest.expires.slice(0, 10)}`),
    ]),
    ...(approvalRequest.plan.hazards.length > 0
      ? approvalRequest.plan.hazards.map(({ says }) => says)
      : approvalRequest.reasons.slice(0, 1)
    ).map((says) => item(says, 2, '!')),
    lines([`waxseal approve ${approvalRequest.id}`], 2, 'sh'),
    text(
      [ended(looked.outcome), ': ', doneBy(approvalRequest.plan.changes), dim(`  (${before} → ${after})`)],
      2,
    ),
  ]),
  ...(rejected ? rejecting(rejected, by, stage) : []),
];

export const waitingForReboot = (
  {
    settling,
    looks,
    rebooted,
    arrived,
  }: {
    readonly settling: readonly ApprovalRecord[];
    readonly looks: number;
    readonly rebooted: readonly string[];
    readonly arrived: readonly Looked[];
  },
  stage: Named,
): readonly Block[] =>
  settling.length === 0
    ? []
    : [
        gap,
        text([
          `Three days pass. Waxseal never reboots a database; it looked again ${looks} times at what is unfinished. On Sunday the owners reboot `,
          bold(rebooted.join(', ')),
          '.',
        ]),
        ...arrived.map(({ target, outcome }) => text([bold(stage.name(target)), ': ', ended(outcome)], 2)),
      ];

export const undoing = ({
  name,
  run,
  outcome,
  restored,
  next,
}: {
  readonly name: string;
  readonly run: string;
  readonly outcome: Outcome;
  readonly restored: boolean;
  readonly next: readonly Looked[];
}): readonly Block[] => [
  gap,
  heading(`7  Monday: second thoughts about ${name}`),
  lines([`waxseal undo ${run} --reason 'The nightly export still speaks HTTP.'`], 2, 'sh'),
  text([ended(outcome), restored ? ': everything is as it was before.' : '.'], 2),
  ...next.map(({ outcome: then }) =>
    text(['The next event about it: ', ended(then), '. ', whyOf(then).replace(/arn:\S+\//, '')], 2),
  ),
];

export const reopening = (name: string, caught: readonly Looked[]): readonly Block[] => [
  gap,
  heading(`8  Tuesday: somebody deletes the policy of ${name}`),
  ...caught.map(({ outcome }) =>
    text(
      [
        ended(outcome),
        ' again by the next event, and counted as reopened. Were it to happen three times in a week, Waxseal would stop fighting and ask.',
      ],
      2,
    ),
  ),
];

export const closing = ({ total: { counts } }: Report, page: string | null): readonly Block[] => [
  gap,
  heading('What staging and the auditor read'),
  text([
    green(`${counts.compliant} compliant`),
    ', ',
    cyan(`${counts.waiting} waiting`),
    `, ${counts.held} left alone for a reason, `,
    yellow(`${counts.open} open`),
    ', all in one page with pictures:',
  ]),
  ...(page === null ? [] : [lines([page], 2)]),
  gap,
  heading('Your turn'),
  lines(
    [
      'waxseal serve --demo                                # this account in a browser: look, approve, reject',
      'waxseal list                                        # what can be remediated',
      'waxseal explain alb-listener-https-redirect         # how, and what may go wrong',
      'waxseal doctor --region eu-west-1                   # is everything in place',
      'waxseal scan --region eu-west-1                     # look at your account; changes nothing',
      'waxseal plan --resource arn:aws:s3:::your-bucket    # review one plan',
      'waxseal map --region eu-west-1                      # which hops are in the clear',
      'waxseal report --scan --region eu-west-1 --out report.html             # the same page about your account',
    ],
    2,
    'sh',
  ),
  gap,
];
