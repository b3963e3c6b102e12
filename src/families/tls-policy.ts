import type { Aws, Change, Field, Source, Verdict } from '../core/model/remediation.ts';
import type { Message, Said, SaidData } from '../core/say/said.ts';
import type { Target } from '../core/model/target.ts';
import type { TlsPolicy } from '../aws/tls-policies.ts';
import { stepMessages, unready, type Readiness, type StepId } from './steps.ts';
import { fieldNamed, without, withOwn } from './typed.ts';
import { tlsPolicyMessages, type TlsPolicyId, type TlsPolicyWords } from './tls-policy/messages.ts';
import { planPolicy, type Offered } from './tls-policy/plan.ts';
import type { TlsPolicySettings } from './tls-policy/settings.ts';

/** What one look shows. */
export interface TlsPolicySeen extends Offered {
  /** `null`: the thing has none, and so takes no TLS. */
  readonly policy: string | null;
  readonly readiness: Readiness;
}

export interface TlsPolicyFacts<
  Name extends string,
  Id extends string,
  Seen extends TlsPolicySeen,
> extends Omit<TlsPolicyWords, 'subject'> {
  /** The field's name in plans and in the journal. */
  readonly attribute: Name;
  readonly messages?: Readonly<Record<Id, Message>>;
  /** `undefined`: the thing is gone. `known`: what the service describes, or a table in the room's facts. */
  readonly read: (target: Target, aws: Aws) => Promise<Seen | undefined>;
  readonly get: (
    target: Target,
    aws: Aws,
  ) => Promise<{ readonly value: string | null; readonly token?: unknown }>;
  readonly put: (policy: string, token: unknown, target: Target, aws: Aws) => Promise<void>;
  /** Pure. Why it does not concern the thing. */
  readonly outside?: (seen: Seen, target: Target) => Said<NoInfer<Id>> | undefined;
  /** Pure. What a change to this policy means besides what clients lose. */
  readonly hazards?: (seen: Seen, to: TlsPolicy, target: Target) => readonly Said<NoInfer<Id>>[];
  /** Pure. The same change in code. */
  readonly source?: (change: Change, target: Target) => Source | undefined;
}

type FamilyId = TlsPolicyId | StepId;

/** A named security policy, exchanged for an accepted one that takes the least away and is in no way worse. */
export const tlsPolicy = <
  const Name extends string,
  Seen extends TlsPolicySeen,
  const Id extends string = never,
>(
  facts: TlsPolicyFacts<Name, Id, Seen>,
) => {
  const field: Field<string> = {
    get: (_on, target, aws) => facts.get(target, aws),
    put: async (_on, value, { token }, target, aws) => {
      if (value === null) throw new TypeError(`a ${facts.thing} with TLS always has a security policy`);
      await facts.put(value, token, target, aws);
    },
  };
  const family: Readonly<Record<FamilyId, Message>> = {
    ...tlsPolicyMessages({ ...facts, subject: `The ${facts.thing} {name}` }),
    ...without(stepMessages(facts.thing, facts.attribute), 'not-as-wanted', 'value-unknown'),
  };
  return {
    messages: withOwn(family, facts.messages),
    fields: fieldNamed(facts.attribute, field),
    read: (target: Target, aws: Aws): Promise<Seen | undefined> => facts.read(target, aws),
    plan: (
      seen: Seen,
      target: Target,
      chosen: TlsPolicySettings,
    ): Verdict<Id | FamilyId, Change<Name, string>> => {
      const outside = facts.outside?.(seen, target);
      if (outside) return { is: 'not-applicable', ...outside };
      const { policy, known, readiness } = seen;
      const of: SaidData = { name: target.id };
      if (readiness.is === 'busy') return unready(readiness, target);
      if (policy !== null && chosen.acceptedPolicies.includes(policy)) return { is: 'compliant' };
      if (readiness.is !== 'ready') return unready(readiness, target);
      const from = known.find(({ name }) => name === policy);
      if (!from) {
        const data = { ...of, policy: policy ?? 'no policy' };
        return { is: 'non-compliant', message: 'policy-unknown', data, changes: [] };
      }
      const subject = { attribute: facts.attribute, on: target.arn, of };
      return planPolicy<Name, Id>(
        from,
        seen,
        subject,
        chosen,
        (to) => facts.hazards?.(seen, to, target) ?? [],
      );
    },
    source: (change: Change, target: Target): Source | undefined => facts.source?.(change, target),
  };
};
