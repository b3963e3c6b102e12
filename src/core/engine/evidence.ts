import type { Evidence, EvidenceRules, Question } from '../model/evidence.ts';
import { hashOf } from '../model/json.ts';
import { minutesAfter } from '../model/time.ts';
import { gate, type Facts } from '../policy/gate.ts';
import type { Ports } from '../model/ports.ts';
import type { Finding } from '../journal/records.ts';

/** Answers that are not clean are remembered for so long: logs are not read for every look at an open finding. */
const rememberedHours = 24;

interface Asking {
  /** All but the evidence. */
  readonly facts: Facts;
  readonly questions: readonly Question[] | undefined;
  readonly rules: EvidenceRules | undefined;
  readonly finding: Finding | undefined;
}

const keyOf = ({ questions = [], rules }: Pick<Asking, 'questions' | 'rules'>): string =>
  hashOf({ questions, rules: rules ?? null });

/** What the finding remembers, with what it was asked. */
export type RememberedEvidence = NonNullable<Finding['evidence']>;

/**
 * What is known of the clients that a plan may break. `undefined`: it could change nothing, so nobody was asked: reading costs
 * time and money. A clean answer is never one that is remembered.
 */
export const evidenceOf = async (asking: Asking, ports: Ports): Promise<Evidence | undefined> => {
  const { facts, questions, rules, finding } = asking;
  const { plan } = facts;
  const harmless = plan.changes.every(({ impact }) => impact.every((one) => one === 'none'));
  if (plan.kind === 'undo' || harmless) return undefined;
  // Evidence can only make `apply` of an `ask`, or the other way round; what people approved it can overtake.
  const { answer } = gate(facts);
  if (answer !== 'apply' && answer !== 'ask' && answer !== 'defer') return undefined;
  const known = finding?.evidence;
  const fresh = minutesAfter(ports.now(), -rememberedHours * 60);
  const isKnown = known && known.asked === keyOf(asking) && known.at > fresh && known.answer.is !== 'clean';
  // Nothing that is remembered leads to a write: clients may have come since, over an opt-in or after an approval.
  if (isKnown && gate({ ...facts, evidence: known.answer }).answer !== 'apply') return known.answer;
  return ports.evidence({ target: plan.target, questions: questions ?? [], ...(rules && { rules }) });
};

/** What the finding is to remember of an answer. */
export const remembered = (
  evidence: Evidence | undefined,
  asked: Pick<Asking, 'questions' | 'rules' | 'finding'>,
  now: Date,
): { readonly evidence?: RememberedEvidence } => {
  if (!evidence || evidence === asked.finding?.evidence?.answer || !asked.rules) return {};
  return { evidence: { at: now.toISOString(), asked: keyOf(asked), answer: evidence } };
};
