import type { Stop } from './admission.ts';
import type { Reason } from '../model/outcome.ts';
import type { Plan } from '../model/plan.ts';
import { cleanWords, seenWords } from '../evidence/words.ts';
import { quoted } from '../say/shell.ts';
import type { OwnedAnswer, Ruling } from './policy.ts';
import type { Clean, Evidence, EvidenceRules } from '../model/evidence.ts';
import type { Hold } from '../journal/records.ts';
import type { Impact, Meta } from '../model/remediation.ts';

/** What may be done with a plan, from the mildest to the strictest. */
export const answers = ['apply', 'ask', 'defer', 'report', 'skip'] as const;
export type GateAnswer = (typeof answers)[number];

export interface Decision {
  readonly answer: GateAnswer;
  /** Everything that spoke, the strictest first. */
  readonly reasons: readonly Reason[];
  /** What was read about clients, where that could change the answer. */
  readonly evidence?: Evidence;
  /** For `defer`: ISO 8601, when it is worth asking again. */
  readonly until?: string;
}

/** Everything that the gate may know. Gathered by `look`, so that the gate itself is pure. */
export interface Facts {
  readonly plan: Plan;
  readonly now: Date;
  readonly killSwitch: boolean;
  /** Why it is on, when it is not the policy file that says so. */
  readonly stoppedBy?: Reason;
  /** What could not be read: policy, tags. Each one closes the gate. */
  readonly unreadable: readonly Reason[];
  /** Absent when the policy could not be read. */
  readonly ruling?: Ruling;
  readonly hold?: Hold;
  readonly evidence: Evidence;
  /** What the policy makes of a clean answer of a source that may miss records. Absent: ask. */
  readonly bestEffort?: EvidenceRules['bestEffort'];
  /** How often somebody undid what we had set, lately. */
  readonly reverted: number;
  readonly reversible: Meta['reversible'];
  /** What the policy says about what something else made. Absent: ask. */
  readonly ownership?: { readonly onOwned: OwnedAnswer; readonly line?: number };
  /** Who put it back, where CloudTrail could tell. */
  readonly revertedBy?: readonly string[];
  /** Who approved exactly this plan. */
  readonly approvedBy?: readonly string[];
  /** The policy names nobody who may approve, and nobody is asked without. */
  readonly noApprovers?: true;
  /** What limits and maintenance windows say to a write now. They keep nobody from being asked. */
  readonly limit?: Stop;
}

type Opinion = readonly [GateAnswer, Omit<Reason, 'check'>];
type Check = (facts: Facts) => readonly Opinion[];

const at = (line: number | undefined, path: string | undefined): { where?: string } =>
  line === undefined ? {} : { where: `line ${line}${path ? ` (${path})` : ''}` };

/** Impacts that no traffic log can clear: they come from the change itself. */
const notSeenInTraffic: ReadonlySet<Impact> = new Set<Impact>([
  'changes-endpoints',
  'restarts',
  'interrupts',
]);

/** How many times somebody may put a setting back before Waxseal stops fighting and asks. */
export const tugOfWarLimit = 3;

const checks: Readonly<Record<string, Check>> = {
  'kill-switch': ({ killSwitch, stoppedBy }) =>
    killSwitch
      ? [
          [
            'report',
            stoppedBy ?? {
              says: 'The kill switch is on: nothing is written.',
              todo: 'Set killSwitch to false in the policy.',
            },
          ],
        ]
      : [],

  unreadable: ({ unreadable }) => unreadable.map((reason) => ['report', reason] as const),

  exemption: ({ plan, ruling }) =>
    ruling?.exemption && plan.kind === 'remediate'
      ? [
          [
            'skip',
            {
              says: `Exempt until ${ruling.exemption.expires}, by ${ruling.exemption.owner}: ${ruling.exemption.reason}${ruling.exemption.unmatchable ? ` ${ruling.exemption.unmatchable.says} Until that is corrected, the exemption holds for everything that it may be meant for.` : ''}`,
              ...(ruling.exemption.unmatchable && {
                todo: 'Correct the line of the policy; waxseal policy check says how.',
              }),
              ...at(ruling.exemption.line, ruling.exemption.path),
            },
          ],
        ]
      : [],

  hold: ({ plan, hold, now }) => {
    const holds = hold && !hold.released && (hold.until === undefined || hold.until > now.toISOString());
    if (!holds || plan.kind === 'undo') return [];
    const says = `On hold${hold.until ? ` until ${hold.until}` : ''}, by ${hold.by}: ${hold.reason}`;
    return [
      ['skip', { says, todo: `waxseal release --resource ${quoted(plan.target.arn)} lifts the hold.` }],
    ];
  },

  hazard: ({ plan }) =>
    plan.hazards
      .filter(({ about }) => about === undefined)
      .map(({ says, todo }) => ['ask', { says, ...(todo && { todo }) }] as const),

  ownership: ({ plan, ownership }) => {
    const { onOwned, line } = ownership ?? { onOwned: 'ask' };
    if (plan.kind === 'undo' || onOwned === 'fix') return [];
    const where = at(line, 'ownership');
    const told = plan.hazards.filter(({ about }) => about === 'ownership');
    if (told.length > 0)
      return told.map(({ says, todo }) => [onOwned, { says, ...(todo && { todo }), ...where }] as const);
    if (!plan.ownedBy) return [];
    const says = `${plan.ownedBy.says} Whatever manages it may revert the change.`;
    const todo =
      'Make the change there as well; waxseal plan shows it for CloudFormation, CDK and Terraform.';
    return [[onOwned, { says, todo, ...where }]];
  },

  'cannot-be-undone': ({ reversible }) =>
    reversible === true ? [] : [['ask', { says: `This change cannot be undone: ${reversible.not}` }]],

  'tug-of-war': ({ plan, reverted, revertedBy = [] }) =>
    plan.kind === 'remediate' && reverted >= tugOfWarLimit
      ? [
          [
            'ask',
            {
              says: `${revertedBy.join(', ') || 'Somebody'} has reverted this setting ${reverted} times within a week.`,
              todo: 'Find out who or what does it (infrastructure code, a controller) and change it there.',
            },
          ],
        ]
      : [],

  evidence: ({ plan, evidence, ruling, bestEffort }) => {
    if (plan.kind === 'undo') return [];
    if (evidence.is === 'seen')
      return [['ask', { says: seenWords(evidence), todo: 'Move those clients to TLS first.' }]];
    const impacts = new Set(plan.changes.flatMap(({ impact }) => impact));
    impacts.delete('none');
    const optedIn = new Set(ruling?.optIns.flatMap((optIn) => optIn.impacts));
    const open = [...impacts].filter((impact) => !optedIn.has(impact));
    // What lets it be applied is said once: a year later somebody asks why nobody was.
    const isEnough = evidence.is === 'clean' && (evidence.complete || bestEffort === 'apply');
    const speaks: readonly Opinion[] =
      isEnough && open.some((impact) => isCleared(impact, evidence))
        ? [
            [
              'apply',
              { says: `${cleanWords(evidence)}${evidence.complete ? '' : '; the source may miss clients'}.` },
            ],
          ]
        : [];
    const missing = open.flatMap((impact): readonly Opinion[] => {
      if (evidence.is !== 'clean' || !isCleared(impact, evidence))
        return [['ask', { ...notShown(impact, evidence) }]];
      if (isEnough) return [];
      const says = `${cleanWords(evidence)}, but the source may miss clients (${impact}).`;
      const todo =
        'An owner can opt in with a dated line under optIns, or the policy can set evidence.bestEffort to apply.';
      return [['ask', { says, todo }]];
    });
    return [...missing, ...speaks];
  },

  mode: ({ ruling }) => {
    if (!ruling) return [];
    const decided = ruling.trail.findLast((line) => line.decided);
    const where = at(decided?.line, decided?.path);
    if (ruling.mode === 'dry-run')
      return [['report', { says: 'The policy says dry-run: report only.', ...where }]];
    if (ruling.mode === 'ask')
      return [['ask', { says: 'The policy says ask: an approval is needed.', ...where }]];
    return [['apply', { says: 'The policy says auto: apply.', ...where }]];
  },
};

const isCleared = (impact: Impact, { clears }: Clean): boolean =>
  clears.includes(impact) && !notSeenInTraffic.has(impact);

const notShown = (impact: Impact, evidence: Evidence): Omit<Reason, 'check'> => {
  const why = evidence.is === 'unknown' && evidence.says !== undefined ? ` ${evidence.says}` : '';
  const enable = evidence.is === 'unknown' && evidence.enable ? `${evidence.enable.how} Or an` : 'An';
  return {
    says: `Nothing shows that clients are ready (${impact}), and no owner has opted in.${why}`,
    todo: `${enable} owner can opt in with a dated line under optIns in the policy.`,
  };
};

const strictness = (answer: GateAnswer): number => answers.indexOf(answer);

/**
 * Whether a plan may be written. Every check speaks, the strictest answer wins, and when none says anything nothing
 * is written: an approval turns `ask` into `apply` and overrules nothing else.
 */
export const gate = (facts: Facts): Decision => {
  const decision = withoutLimits(facts);
  const { limit } = facts;
  if (decision.answer === 'ask' && facts.noApprovers)
    return { ...decision, reasons: [{ check: 'approvers', ...nobody }, ...decision.reasons] };
  if (decision.answer !== 'apply' || !limit) return decision;
  const { until, ...reason } = limit;
  return { answer: 'defer', reasons: [{ check: 'limits', ...reason }, ...decision.reasons], until };
};

const nobody = {
  says: 'The policy names no approvers, so no approval was requested.',
  todo: 'Name the ARN of a user or role under approvals.approvers; the next evaluation requests their approval.',
};

const withoutLimits = (facts: Facts): Decision => {
  const opinions = Object.entries(checks).flatMap(([check, speak]) =>
    speak(facts).map(([answer, reason]) => ({ answer, reason: { check, ...reason } })),
  );
  const ordered = opinions.toSorted((a, b) => strictness(b.answer) - strictness(a.answer));
  const reasons = ordered.map(({ reason }) => reason);
  const strictest = ordered[0]?.answer ?? 'report';
  if (strictest !== 'ask' || !facts.approvedBy) return { answer: strictest, reasons };
  const says =
    facts.plan.kind === 'undo'
      ? `Undo requested by ${facts.approvedBy.join(', ')}.`
      : `Approved by ${facts.approvedBy.join(', ')}.`;
  return { answer: 'apply', reasons: [{ check: 'approval', says }, ...reasons] };
};
