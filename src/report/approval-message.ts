import { quoted } from '../core/say/shell.ts';
import type { Change, Impact } from '../core/model/remediation.ts';
import { callerWords } from '../core/evidence/words.ts';
import type { Evidence } from '../core/model/evidence.ts';
import type { ApprovalRequest } from '../core/model/ports.ts';
import { safe } from './safe.ts';
import { impactWords, stepWords } from './words.ts';

/**
 * What approvers read: a mail and a box in the console, plain text. Everything a person needs to say yes or no, in as
 * many characters as SSM leaves us. Details go first when room is short; never the resource, the question, the way to
 * answer or the way back.
 */

/** How much is said of each approval request. */
interface Detail {
  readonly changes: number;
  readonly value: number;
  readonly hazards: number;
  readonly reasons: number;
  readonly text: number;
}
const details: readonly Detail[] = [
  { changes: 20, value: 300, hazards: 10, reasons: 6, text: 400 },
  { changes: 8, value: 120, hazards: 6, reasons: 4, text: 240 },
  { changes: 4, value: 60, hazards: 4, reasons: 2, text: 160 },
  { changes: 2, value: 30, hazards: 2, reasons: 1, text: 100 },
  { changes: 1, value: 12, hazards: 1, reasons: 0, text: 60 },
  { changes: 0, value: 0, hazards: 1, reasons: 0, text: 40 },
  { changes: 0, value: 0, hazards: 0, reasons: 0, text: 24 },
];

/** Cut to a length in UTF-16 units, as AWS and mails count, never through the middle of a character. */
const cut = (text: string, most: number): string => {
  if (text.length <= most) return text;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(most - 2)) ? most - 2 : most - 1;
  return `${text.slice(0, Math.max(0, end))}…`;
};

/** Automation fills double braces: names of resources and people's words must not do that. Nor fill pages with space. */
const harmless = (text: string): string =>
  safe(text)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\{(?=\{)/g, '{ ')
    .replaceAll(/\}(?=\})/g, '} ');

const said = (text: string, most: number): string => cut(harmless(text), most);

const valueText = (value: unknown, most: number): string =>
  value === null || value === undefined ? 'nothing' : said(JSON.stringify(value), most);

const more = (all: readonly unknown[], shown: number): readonly string[] =>
  all.length > shown && shown > 0 ? [`  … and ${all.length - shown} more`] : [];

const changeLine = ({ set, on, before, after }: Change, { value, text }: Detail): string =>
  `  ${said(set, 40)} on ${said(on, Math.max(40, text))}: ${valueText(before, value)} → ${valueText(after, value)}`;

const changesOf = (changes: readonly Change[], detail: Detail): readonly string[] => [
  `What changes: ${changes.length} ${changes.length === 1 ? 'setting' : 'settings'}${detail.changes > 0 ? '' : ' (left out here)'}`,
  ...changes.slice(0, detail.changes).map((change) => changeLine(change, detail)),
  ...more(changes, detail.changes),
];

const breaks = ({ plan }: ApprovalRequest, detail: Detail): readonly string[] => {
  const impacts = new Set<Impact>(plan.changes.flatMap(({ impact }) => impact));
  if (impacts.size > 1) impacts.delete('none');
  const { hazards } = plan;
  return [
    `What may break: ${[...impacts].map((impact) => impactWords[impact]).join(' ') || 'nothing is known.'}`,
    ...hazards
      .slice(0, detail.hazards)
      .map(({ says, todo }) => `  Hazard: ${said(todo ? `${says} ${todo}` : says, detail.text)}`),
    ...(detail.hazards === 0 && hazards.length > 0 ? [`  Hazards: ${hazards.length}`] : []),
    ...more(hazards, detail.hazards),
  ];
};

const evidenceOf = (evidence: Evidence | undefined, { text: most, hazards }: Detail): readonly string[] => {
  if (evidence?.is === 'clean') {
    const { since, until, source, records, complete } = evidence;
    const promise = complete ? '' : '; the source may miss clients';
    return [
      `Evidence: no client that this would break from ${said(since, 40)} to ${said(until, 40)} among ${records} over TLS (${said(source, most)})${promise}.`,
    ];
  }
  if (evidence?.is === 'seen') {
    const { count, atLeast, source, callers, cleanAfter } = evidence;
    return [
      `Evidence: ${atLeast ? 'at least ' : ''}${count} requests seen that this would break (${said(source, most)}). Talk to:`,
      ...callers
        .slice(0, hazards)
        .map(
          (caller) => `  ${said(callerWords(caller), most)}: ${caller.count}, last ${said(caller.last, 40)}`,
        ),
      ...more(callers, hazards),
      `  If nobody else comes, the window is clean after ${said(cleanAfter, 40)}.`,
    ];
  }
  const why = evidence?.says === undefined ? '' : ` (${said(evidence.says, most)})`;
  return [`Evidence: unknown; nothing recorded shows who still connects without TLS${why}.`];
};

const backOf = ({ plan, reversible }: ApprovalRequest, most: number): string =>
  reversible !== undefined && reversible !== true
    ? `cannot be undone: ${said(reversible.not, most)}`
    : `waxseal undo --resource ${harmless(quoted(plan.target.arn))} --remediation ${plan.remediation} --reason "why"`;

const longestArn = 240;

/** Of one piece of code. */
const mostLines = 20;

/** Why people are asked, besides the hazards: those are said above in full. */
const reasonsOf = ({ plan: { hazards }, reasons }: ApprovalRequest, { reasons: most, text }: Detail) =>
  reasons
    .filter((reason) => !hazards.some(({ says }) => says === reason))
    .slice(0, most)
    .map((reason) => `Approval requested because: ${said(reason, text)}`);

/** Where the change belongs as well, in the language of what made the resource; left out first when room is short. */
const sourceOf = (
  { plan, sources = [] }: ApprovalRequest,
  { changes, value, text }: Detail,
): readonly string[] => {
  const by = plan.ownedBy?.by;
  const language = by === 'terraform' ? 'terraform' : by === 'cdk' ? 'cdk' : 'cloudformation';
  const speaks = by === 'terraform' || by === 'cdk' || by === 'cloudformation' || by === 'service-catalog';
  if (!speaks || value < 120) return [];
  const line = (code: string): string => `    ${' '.repeat(code.search(/\S|$/))}${said(code.trim(), text)}`;
  return sources.slice(0, Math.min(changes, 3)).flatMap((source) => {
    const all = source[language].split('\n');
    const cutOff = all.length > mostLines ? ['    … waxseal plan shows all of it'] : [];
    return [`  In code (${language}):`, ...all.slice(0, mostLines).map(line), ...cutOff];
  });
};

const section = (approvalRequest: ApprovalRequest, detail: Detail): readonly string[] => {
  const { plan, owner } = approvalRequest;
  const { target } = plan;
  const arn = said(target.arn, longestArn);
  return [
    `${plan.kind === 'undo' ? 'Undo' : 'Apply'} ${plan.remediation}${plan.step ? `, ${stepWords(plan.step)},` : ''} at ${arn}`,
    `Account ${target.account}, ${target.region}. Owner: ${owner === undefined ? 'no tag names one' : said(owner, 80)}.`,
    `Why: ${said(plan.why.says, detail.text)}`,
    ...(plan.ownedBy ? [`Made elsewhere: ${said(plan.ownedBy.says, detail.text)}`] : []),
    ...changesOf(plan.changes, detail),
    ...sourceOf(approvalRequest, detail),
    ...breaks(approvalRequest, detail),
    ...evidenceOf(approvalRequest.evidence, detail),
    ...reasonsOf(approvalRequest, detail),
    `How to undo: ${cut(backOf(approvalRequest, detail.text), longestArn + 120)}`,
    `Approval request ${approvalRequest.id}, plan ${plan.id}.`,
  ];
};

/** The least that can be said of one approval request of many. */
const line = ({ id, plan }: ApprovalRequest): string =>
  cut(`- ${id}: ${plan.remediation} at ${harmless(plan.target.arn)} (${plan.target.account})`, 200);

const days = ({ opened, expires }: ApprovalRequest): number =>
  Math.max(1, Math.round((Date.parse(expires) - Date.parse(opened)) / 86_400_000));

const headOf = (approvalRequests: readonly ApprovalRequest[], first: ApprovalRequest): string => {
  const what =
    approvalRequests.length === 1
      ? 'Waxseal asks for your approval.'
      : `Waxseal asks for your approval of ${approvalRequests.length} plans at once: one answer counts for all of them.`;
  const needed = first.minimum === 1 ? '' : ` ${first.minimum} approvals are needed.`;
  return `${what}${needed} It stays open for ${days(first)} days. Before anything is written Waxseal looks again; what has changed since is not applied.`;
};

const tailOf = (approvalRequests: readonly ApprovalRequest[], first: ApprovalRequest): string => {
  const arn = said(quoted(first.plan.target.arn), longestArn);
  return [
    `Answer: waxseal approve ${first.id}, or waxseal reject ${first.id} --reason "why"${approvalRequests.length > 1 ? ' (any id of this list)' : ''}.`,
    `The whole plan as it would be now: waxseal plan --resource ${arn}`,
  ].join('\n');
};

/**
 * The message for one approval request or several that are gathered, never longer than `most` UTF-16 units (at least 1,000 make sense). The
 * runbook adds the links and commands that carry its execution's id. No control characters but line feeds.
 */
export const approvalMessage = (approvalRequests: readonly ApprovalRequest[], most: number): string => {
  const [first] = approvalRequests;
  if (!first) return '';
  const [head, tail] = [headOf(approvalRequests, first), tailOf(approvalRequests, first)];
  for (const detail of details) {
    const text = [
      head,
      ...approvalRequests.map((approvalRequest) => section(approvalRequest, detail).join('\n')),
      tail,
    ].join('\n\n');
    if (text.length <= most) return text;
  }
  const room = most - head.length - tail.length - 4;
  return cut(`${head}\n\n${cut(approvalRequests.map(line).join('\n'), Math.max(1, room))}\n\n${tail}`, most);
};

/**
 * The message in pieces of at most `size`, at most `count` of them. No piece begins or ends with white space, which
 * somebody on the way might trim, and none ends in the middle of a character.
 */
export const piecesOf = (text: string, size: number, count: number): readonly string[] => {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest !== '' && pieces.length < count) {
    let end = Math.min(size, rest.length);
    while (end < rest.length && end > 1 && /\s|[\uDC00-\uDFFF]/.test(rest.charAt(end))) end -= 1;
    while (end < rest.length && end > 1 && /\s|[\uD800-\uDBFF]/.test(rest.charAt(end - 1))) end -= 1;
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return pieces;
};
