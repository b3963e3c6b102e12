import { canonicalWith } from '../../aws/policy/canonical-statement.ts';
import {
  emptyPolicy,
  freeSid,
  labelOf,
  setStatement,
  sizeOf,
  type PolicyDocument,
  type Statement,
} from '../../aws/policy/document.ts';
import {
  allowsEveryone,
  allowsOnlyServices,
  principalCount,
  servicePrincipals,
} from '../../aws/policy/principals.ts';
import { coverEveryAction } from '../../aws/policy/reach.ts';
import {
  allowsToAccount,
  denialOfPlaintext,
  deniesOfPolicyChange,
  invertedDenies,
  isOddlyDenied,
  plaintextExceptions,
  plaintextOnlyAllows,
  sparesServicesOnly,
  statementsNotEvaluated,
} from '../../aws/policy/transport.ts';
import type { Change, Impact, Verdict } from '../../core/model/remediation.ts';
import { saying, type Said } from '../../core/say/said.ts';
import type { Target } from '../../core/model/target.ts';
import { defaultOf, ofServiceIn, placeOf } from './document.ts';
import { standingInCode } from './source.ts';
import { guardedBy, keyOf, refusedBy, type DenyFacts, type PolicyFacts } from './facts.ts';
import type { StatementId } from './messages.ts';

export type StatementChange = Change<'statement', Statement> & { readonly after: Statement };

/** A Deny that is missing, why it is wanted, and what speaks against it. */
export interface Wanted<Id extends string> {
  /** A number is put behind it where the policy has one of that name. */
  readonly sid: string;
  readonly condition: NonNullable<Statement['Condition']>;
  readonly impact: Impact;
  readonly why: Said<Id>;
  readonly hazards?: readonly Said<Id>[];
}

/** What a unit adds to the sentences of the family. Left out: nothing. */
export interface Besides<Id extends string> {
  /** Why it does not concern this one at all. */
  readonly outside?: Said<Id> | undefined;
  /** All actions that can meet this policy, as patterns, where what is known of the thing says so; else those that it guards. */
  readonly meets?: readonly string[];
  /** Of the actions by which it is changed, those that can meet this policy; left out: all of them. */
  readonly meetsWrites?: readonly string[];
  /** Why nothing can be written; people have to change it first. */
  readonly obstacles?: readonly Said<Id>[];
  /** Of the Deny of plain HTTP. */
  readonly hazards?: readonly Said<Id>[];
  readonly notes?: readonly Said<Id>[];
}

type All = PolicyFacts & DenyFacts;

const plaintext = (thing: Said<StatementId>['data']): Wanted<StatementId> => ({
  sid: 'WaxsealTlsOnly',
  condition: { Bool: { 'aws:SecureTransport': 'false' } },
  impact: 'breaks-plaintext',
  why: { message: 'plaintext-allowed', ...(thing && { data: thing }) },
});

const changeFor = (
  { sid, condition, impact }: Wanted<string>,
  policy: PolicyDocument,
  facts: All,
  target: Target,
): StatementChange => {
  const { actions, resources } = facts;
  const named = resources(target);
  const written: Statement = {
    Sid: freeSid(policy, sid),
    Effect: 'Deny',
    Principal: '*',
    Action: [...actions],
    ...(named.length > 0 && { Resource: [...named] }),
    Condition: condition,
  };
  const after = canonicalWith(written, actions);
  const on = placeOf(facts, target, after, policy !== emptyPolicy);
  const inCode = standingInCode(ofServiceIn(policy, facts, target));
  return { set: 'statement', on, before: null, after, impact: [impact], ...(inCode && { inCode }) };
};

const labels = (policy: PolicyDocument, statements: readonly Statement[]): string =>
  statements.map((it) => labelOf(policy, it)).join(', ');

/**
 * Decides about a policy that could be read: a Deny of plain HTTP for everyone, and whatever else is wanted. Every other
 * statement stays as it is.
 */
export const planStatements = <Id extends string = never>(
  policy: PolicyDocument,
  facts: All,
  target: Target,
  more: readonly Wanted<Id>[],
  { outside, meets, meetsWrites, obstacles = [], hazards = [], notes = [] }: Besides<Id> = {},
): Verdict<Id | StatementId, StatementChange> => {
  if (outside) return { is: 'not-applicable', ...outside };
  const of = { [keyOf(facts.thing)]: target.id };
  const guarded = {
    ...guardedBy(facts, target),
    ...(meets && { actions: meets }),
    ...(meetsWrites && { writes: meetsWrites }),
  };
  const denial = denialOfPlaintext(policy, guarded);
  const isOpen = denial === 'no';
  const wanted: readonly Wanted<Id | StatementId>[] = [...(isOpen ? [plaintext(of)] : []), ...more];
  const say = (message: StatementId, when: boolean, data: Said['data'] = {}) =>
    saying(message, when, { ...of, ...data });
  const listed = (message: StatementId, statements: readonly Statement[], when = true) =>
    say(message, when && statements.length > 0, { statements: labels(policy, statements) });

  const inverted = listed('inverted-deny', invertedDenies(policy));
  const [first] = wanted;
  if (!first) {
    const unusual = denial === 'one-statement' && isOddlyDenied(policy, guarded);
    return {
      is: 'compliant',
      notes: [
        ...say('coverage-spread', denial === 'several-statements'),
        ...say('denial-unusual', unusual),
        ...inverted,
      ],
    };
  }

  const standing = defaultOf(facts, target);
  // The very `emptyPolicy` stands for none; one that is there and says nothing is left as it is.
  const base = policy === emptyPolicy ? standing : policy;
  const changes = wanted.map((one) => changeFor(one, policy, facts, target));
  const after = changes.reduce((so, { after: it }) => setStatement(so, it.Sid ?? '', it), base);
  const { limits, ownerNeeds = [] } = facts;
  const [bytes, count] = [sizeOf(after), after.statements.length];
  const [longest, most] = [limits.bytes ?? bytes, limits.statements ?? count];
  const named = principalCount(after);
  const documented = limits.principals ?? named;
  const principals = refusedBy(facts, policy);
  const isOwned = coverEveryAction(allowsToAccount(policy, target.account), ownerNeeds);
  const [obstacle, ...others] = [
    ...inverted,
    ...say('orphaned-principals', principals !== '', { principals }),
    ...say('owner-locked-out', !isOwned),
    ...obstacles,
    ...say('policy-too-large', bytes > longest, { bytes, limit: longest }),
    ...say('too-many-statements', count > most, { count, limit: most }),
  ];
  const services = servicePrincipals(policy);
  const isForwarded = services.some((one) => facts.forwards?.(one));
  const onlyServices = allowsOnlyServices(policy) && !isForwarded;
  // AWS services deliver over HTTPS: to spare them alone spares nobody, unless strangers or a service's clients come as well.
  const isOfServices = !isForwarded && !allowsEveryone(policy);
  const exceptions = plaintextExceptions(policy).filter((it) => !(isOfServices && sparesServicesOnly(it)));
  return {
    is: 'non-compliant',
    ...(obstacle ?? first.why),
    changes: obstacle === undefined ? changes : [],
    hazards: [
      ...others,
      ...say('many-principals', named > documented, { count: named, limit: documented }),
      ...say('https-only-already', isOpen && facts.httpsOnly === true),
      ...(isOpen ? hazards : []),
      ...listed('plaintext-only-allow', plaintextOnlyAllows(policy), isOpen),
      ...listed('plaintext-excepted', exceptions, isOpen),
      ...listed('transport-not-evaluated', statementsNotEvaluated(policy), isOpen),
      ...listed('policy-may-refuse-us', deniesOfPolicyChange(policy, guarded, target.account)),
      ...more.flatMap((one) => one.hazards ?? []),
    ],
    notes: [
      ...saying<StatementId>('only-aws-services', onlyServices, { services: services.join(', ') }),
      ...say(
        'default-replaced-in-code',
        facts.madeWith !== undefined && ofServiceIn(policy, facts, target).length > 0,
      ),
      ...say('default-stated', base === standing && standing.statements.length > 0),
      ...(isOpen ? notes : []),
    ],
  };
};
