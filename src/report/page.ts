import { plural } from './html/format.ts';
import { nameOf, person } from './name.ts';
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
  magenta,
  red,
  table,
  text,
  title,
  type Span,
  type Words,
  yellow,
} from './blocks.ts';
import type { Plan } from '../core/model/plan.ts';
import type { Event } from './events.ts';
import type { Group } from './groups.ts';
import type { Held } from './held.ts';
import type { Idle } from './idle.ts';
import type { Item } from './items.ts';
import type { Report, Unlisted } from './model.ts';
import { certificatesInShort } from './certificate-lines.ts';
import { detectorBlocks } from './detector-lines.ts';
import { hopsInShort } from './map/tree.ts';
import { nobodyHas, onlyWords } from './only.ts';
import { postureSection } from './posture/blocks.ts';
import { present } from './standing.ts';
import type { Waiting } from './waiting.ts';
import { answerWords, causeWords, impactWords, outcomeWords, stepWords } from './words.ts';

/** `2026-01-05T09:00:00.000Z` as a person reads it: the minute, UTC. */
export const moment = (at: string): string => at.slice(0, 16).replace('T', ' ');
const day = (at: string): string => at.slice(0, 10);

const percent = (share: number | null): string => (share === null ? '–' : `${Math.floor(share * 100)} %`);

const count = (value: number, style: 'green' | 'yellow' | 'magenta' | 'cyan' | 'red' | 'dim'): Words =>
  value === 0 ? [dim('0')] : [{ text: String(value), style }];

const groups = (
  name: string,
  all: readonly Group[],
  words: (name: string) => string = (one) => one,
): readonly Block[] =>
  all.length === 0
    ? []
    : [
        table(
          [
            { head: name },
            { head: 'compliant', align: 'right' },
            { head: 'open', align: 'right' },
            { head: 'unknown', align: 'right' },
            { head: 'waiting', align: 'right' },
            { head: 'left alone', align: 'right' },
            { head: 'failed', align: 'right' },
            { head: 'share', align: 'right' },
          ],
          all.map(({ name: one, counts, share }) => [
            words(one),
            count(counts.compliant, 'green'),
            count(counts.open, 'yellow'),
            count(counts.unknown, 'magenta'),
            count(counts.waiting, 'cyan'),
            count(counts.held, 'dim'),
            count(counts.failed, 'red'),
            percent(share),
          ]),
        ),
        gap,
      ];

/** Which step of a migration a plan is, behind what stands of it; nothing for what is done in one. */
export const stepMark = (plan: Plan | undefined): readonly Span[] =>
  plan?.step ? [dim(` (${stepWords(plan.step)})`)] : [];

const gate = ({ answer, outcome, plan }: Item): Words => {
  const { says, style } = answer ? answerWords[answer] : outcomeWords[outcome];
  return [{ text: says, style }, ...stepMark(plan)];
};

const openItems = (all: readonly Item[]): readonly Block[] =>
  all.length === 0
    ? []
    : [
        heading([yellow(`Open: ${all.length}`)]),
        table(
          [
            { head: 'resource', keep: true },
            { head: 'remediation', keep: true },
            { head: 'owner' },
            { head: 'since', keep: true },
            { head: 'what would happen' },
          ],
          all.map((one) => [
            nameOf(one.target),
            one.remediation,
            one.owner ?? '–',
            day(one.since ?? one.lastSeen),
            gate(one),
          ]),
        ),
      ];

/** Resources of which the sentence matters more than anything that could stand in columns. */
const listedItems = (name: Words, all: readonly Item[]): readonly Block[] =>
  all.length === 0
    ? []
    : [
        heading(name),
        ...all.flatMap(({ target, remediation, lastSeen, why, todo }) => [
          item([bold(nameOf(target)), ` ${remediation}`, dim(`  ${moment(lastSeen)}`)]),
          ...(why === undefined ? [] : [text(why, 4)]),
          ...(todo === undefined ? [] : [text(['Do: ', todo], 4)]),
        ]),
      ];

/** What nobody knows anything of, because it could not even be listed. */
export const unlistedLines = (all: readonly Unlisted[]): readonly Block[] =>
  all.flatMap(({ type, account, region, says, todo }) => [
    text([red(`${type} in ${account} ${region} could not be listed: `), says]),
    text(['Do: ', todo], 2),
  ]);

const unlisted = (all: readonly Unlisted[]): readonly Block[] =>
  all.length === 0 ? [] : [heading([red(`Not listed: ${all.length}`)]), ...unlistedLines(all)];

const waiting = (all: readonly Waiting[]): readonly Block[] =>
  all.length === 0
    ? []
    : [
        heading([cyan(`Waiting for an approval: ${all.length}`)]),
        ...all.flatMap(({ approvalRequest, item: of, why, reasons, approvers, expires }) => [
          text([bold(nameOf(of.target)), `  ${of.remediation}`, dim(`  until ${moment(expires)}`)]),
          text(why, 2),
          ...reasons.map((reason) => item(reason, 2)),
          text(
            [dim(`approvers: ${approvers.join(', ') || 'the policy names none (approvals.approvers)'}`)],
            2,
          ),
          lines([`waxseal approve ${approvalRequest}`], 2, 'sh'),
        ]),
      ];

/** `exemption of partners (line 5, exemptions[0])` */
export const idleWords = ({ kind, name, line, path }: Idle): string =>
  `${kind}${name === undefined ? '' : ` ${kind === 'rule' ? `"${name}"` : `of ${name}`}`} (line ${line}, ${path})`;

/** Lines of the policy that may not do what somebody thinks they do. */
export const idle = (all: readonly Idle[]): readonly Block[] =>
  all.length === 0
    ? []
    : [
        heading([yellow(`Lines of the policy that match nothing in this scan: ${all.length}`)]),
        ...all.map((one) => item(idleWords(one))),
        text(
          'Do: Check whether the resource is gone, its name is mistyped, or it is in a place that was not scanned; then correct or remove the line.',
          2,
        ),
      ];

const held = (all: readonly Held[]): readonly Block[] =>
  all.length === 0
    ? []
    : [
        heading(`Left alone: ${all.length}`),
        ...all.map(({ target, remediation, kind, says, until }) =>
          item([
            bold(nameOf(target)),
            ` ${remediation}: `,
            kind === 'hold'
              ? `${until === undefined ? 'held until released' : `held until ${day(until)}`}, ${says}`
              : says,
          ]),
        ),
      ];

const shown = 20;

const events = (name: Words, all: readonly Event[]): readonly Block[] =>
  all.length === 0
    ? []
    : [
        heading(name),
        table(
          [
            { head: 'when (UTC)', keep: true },
            { head: 'resource', keep: true },
            { head: 'remediation', keep: true },
            { head: 'through' },
            { head: 'run', keep: true },
          ],
          all
            .slice(0, shown)
            .map(({ at, target, remediation, by, actor, comment, run }) => [
              moment(at),
              nameOf(target),
              remediation,
              `${causeWords[by]}${actor === undefined ? '' : `: ${person(actor)}`}${comment === undefined ? '' : ` (${comment})`}`,
              run ?? '–',
            ]),
        ),
        ...(all.length > shown
          ? [text([dim(`and ${all.length - shown} earlier; waxseal history has all`)])]
          : []),
      ];

const isImpact = (name: string): name is keyof typeof impactWords => name in impactWords;
const isAnswer = (name: string): name is keyof typeof answerWords => name in answerWords;

/** The report as a page: for terminals and Markdown alike. */
export const reportPage = (report: Report): readonly Block[] => {
  const { total, resources, at } = report;
  const { counts } = total;
  const all = present(counts);
  return [
    title(`Encryption in transit, ${moment(at)} UTC`),
    ...(report.only ? [text(yellow(onlyWords(report.only)))] : []),
    all === 0 && report.unlisted.length === 0
      ? text(
          report.only
            ? nobodyHas(report.only)
            : 'The journal knows no finding yet. waxseal report --scan looks now; waxseal apply --scan looks and records.',
        )
      : text([
          green(`${counts.compliant} compliant`),
          ', ',
          yellow(`${counts.open} open`),
          ', ',
          counts.unknown === 0 ? '0 unknown' : magenta(`${counts.unknown} unknown`),
          ', ',
          cyan(`${counts.waiting} waiting`),
          `, ${counts.held} left alone, `,
          counts.failed === 0 ? '0 failed' : red(`${counts.failed} failed`),
          `: ${percent(total.share)} of ${plural(all, 'finding')} about ${plural(resources, 'resource')}.`,
        ]),
    gap,
    ...(report.map ? hopsInShort(report.map) : []),
    ...(report.certificates ? certificatesInShort(report.certificates) : []),
    ...(report.posture ? postureSection(report.posture) : []),
    ...(report.detectors ? detectorBlocks(report.detectors) : []),
    ...groups('owner', report.byOwner),
    ...(report.byAccount.length > 1 ? groups('account', report.byAccount) : []),
    ...groups('remediation', report.byRemediation),
    ...groups('who may notice', report.byImpact, (name) => (isImpact(name) ? impactWords[name] : name)),
    ...groups('what the policy says', report.byAnswer, (name) =>
      isAnswer(name) ? answerWords[name].says : name,
    ),
    ...waiting(report.waiting),
    ...openItems(report.open),
    ...listedItems([magenta(`Could not be evaluated: ${report.unknown.length}`)], report.unknown),
    ...unlisted(report.unlisted),
    ...listedItems([red(`Failed: ${report.failed.length}`)], report.failed),
    ...held(report.held),
    ...idle(report.idle),
    ...events([green(`Verified: ${report.proven.length}`)], report.proven),
    ...events([red(`Errors jumped after a fix: ${report.regressed.length}`)], report.regressed),
    ...events(`Rolled back: ${report.undone.length}`, report.undone),
    ...events([red(`Reopened by somebody: ${report.reopened.length}`)], report.reopened),
  ];
};
