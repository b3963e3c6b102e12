import type { Aws, Verdict } from '../core/model/remediation.ts';
import type { Messages, SaidData } from '../core/say/said.ts';
import type { Target } from '../core/model/target.ts';
import { without } from './typed.ts';

/** What AWS itself answers of the encryption that it enforces. `null`: the field that would show it is not there. */
export interface Shown {
  readonly value: string | null;
}

export interface EnforcedFacts {
  /** What it is called in a sentence, such as `stream`. */
  readonly thing: string;
  /** The page on which AWS says that it takes nothing else. One of `meta.docs`. */
  readonly page: string;
  /** What AWS says there, as a sentence. */
  readonly says: string;
  /** What it does not mean, as a sentence: the hop behind it, an older kind. */
  readonly caveat: string;
  /** The field of the answer that shows it, and what it must hold. Left out: no field does, the page is all there is. */
  readonly field?: { readonly name: string; readonly holds: (value: string) => boolean };
  /** `undefined`: the resource is gone. Without `field` its existence is all that is read. */
  readonly read: (target: Target, aws: Aws) => Promise<Shown | undefined>;
}

/** The sentences of such a unit. Without a field there is nothing that could be missing, or other than documented. */
const messagesOf = ({ page, says, caveat, field }: EnforcedFacts) => {
  const all = {
    enforced: { says: `AWS enforces it for {thing} {name}: ${says} (${page}) Seen: {seen}.` },
    caveat: { says: caveat },
    'proof-missing': {
      says: `AWS does not show ${field?.name} of {thing} {name}, so nothing proves that it is encrypted.`,
      todo: `Compare it with ${page}.`,
    },
    'not-as-documented': {
      says: `AWS shows "{value}" as ${field?.name} of {thing} {name}, which is not what it documents for a {thing}.`,
      todo: `Compare it with ${page}, and ask AWS Support.`,
    },
  } satisfies Messages;
  return field ? all : without(all, 'proof-missing', 'not-as-documented');
};
type Id = keyof ReturnType<typeof messagesOf>;

/**
 * AWS does it already: compliant, with the proof that AWS gives and what it does not cover. What AWS shows must agree
 * with its page: no field is `unknown`, another value is a non-compliant resource that nobody but people can look into.
 */
export const enforced = (facts: EnforcedFacts) => ({
  messages: messagesOf(facts),
  fields: {},
  read: facts.read,
  plan: ({ value }: Shown, { id: name }: Target): Verdict<Id, never> => {
    const { thing, field } = facts;
    const data: SaidData = { thing, name };
    if (field && value === null) return { is: 'unknown', message: 'proof-missing', data };
    if (field && value !== null && !field.holds(value))
      return { is: 'non-compliant', message: 'not-as-documented', data: { ...data, value }, changes: [] };
    const seen = field ? `${field.name} ${value}` : 'no field of it tells';
    return {
      is: 'compliant',
      notes: [{ message: 'enforced', data: { ...data, seen } }, { message: 'caveat' }],
    };
  },
});
