import { isNamed } from '../aws/error-names.ts';
import { allOf, anyOf, verdictOf, windowBefore } from '../core/evidence/verdict.ts';
import type { Evidence, EvidenceRules, NotKnown, Question } from '../core/model/evidence.ts';
import type { Inquiry, Ports } from '../core/model/ports.ts';
import { named } from './interfaces.ts';
import { sources as all } from './sources.ts';
import { spendingOf } from './spending.ts';
import type { Asking, Source } from './source.ts';
import { unreadBy } from './unread.ts';

export interface Reader {
  readonly now: () => Date;
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly look: Asking['look'];
  readonly sources?: readonly Source[];
}

/** What may not be read, or fails, shows nothing; it never ends the look that asks. */
const failed = ({ name }: Source, error: unknown): NotKnown => {
  const missing = isNamed(error, 'NoSuchBucket', 'ResourceNotFoundException');
  if (missing) return { is: 'unknown', why: 'off', says: `${name}: where they should be is nothing.` };
  const unread = unreadBy(error);
  if (unread.why === 'no-access')
    return {
      is: 'unknown',
      why: 'no-access',
      says: `${name} may not be read.`,
      enable: {
        how: 'Allow the evidence role to read them; docs/evidence.md has the statements.',
        costs: 'Nothing.',
      },
    };
  return { is: 'unknown', why: unread.why, says: `${name} could not be read (${unread.what}).` };
};

const isDecisive = (evidence: Evidence): boolean =>
  evidence.is === 'seen' || (evidence.is === 'clean' && evidence.complete);

/** Asks sources in turn until one decides. The budget is for all of them together. */
const answerTo = async (
  question: Question,
  { target }: Inquiry,
  rules: EvidenceRules,
  { now, pause, look, sources = all }: Reader,
): Promise<Evidence> => {
  const window = windowBefore(now(), rules.days);
  const spending = spendingOf(rules.budget, now);
  const answers: Evidence[] = [];
  for (const source of sources.filter(({ answers: can }) => can(question))) {
    const asking = { question, target, window, spending, look, pause };
    const found = await source.read(asking).catch((error: unknown) => failed(source, error));
    const evidence = found.is === 'read' ? verdictOf(question, found, window) : found;
    answers.push(evidence);
    if (isDecisive(evidence)) break;
  }
  if (answers.length > 0) return anyOf(answers);
  return {
    is: 'unknown',
    why: 'not-observable',
    says: `Nothing in AWS records what ${question.of} is asked over.`,
  };
};

const notAsked: Evidence = { is: 'unknown' };

/** What recorded traffic says about the clients of a resource. Without rules of the policy nothing is read. */
export const evidenceFrom =
  (reader: Reader): Ports['evidence'] =>
  async (inquiry) => {
    const { questions, rules } = inquiry;
    if (!rules) return notAsked;
    const answers: Evidence[] = [];
    for (const question of questions) answers.push(await answerTo(question, inquiry, rules, reader));
    const evidence = allOf(answers);
    // Names are a help: that they cannot be found out takes nothing from what was seen.
    if (evidence.is !== 'seen') return evidence;
    return named(evidence, inquiry.target, reader.look).catch(() => evidence);
  };
