/** What an event names, and nothing else of it: the state of a resource is always read live. */
export interface Named {
  readonly is: 'named';
  /** The AWS Config resource type. */
  readonly resourceType: string;
  /** The identifier as AWS Config sends it. */
  readonly resourceId: string;
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly rule: Rule;
  /** `COMPLIANT` too: it closes what was open. */
  readonly compliance: 'COMPLIANT' | 'NON_COMPLIANT';
  /** When the evaluated state was seen: orders events of one resource and rule. ISO 8601. */
  readonly at: string;
  readonly eventId: string;
  /** The account on whose event bus the event began. */
  readonly eventAccount: string;
}

/** An AWS Config rule. Its name says nothing about what it checks: Security Hub and packs rename their rules. */
export interface Rule {
  readonly arn: string;
  readonly name: string;
}

/** Why an event that is well-formed makes nobody look. */
export const ignoredCodes = {
  'not-a-compliance-event': 'It is not a compliance change of AWS Config.',
  'not-detective': 'It is about a resource that does not exist yet (a proactive evaluation).',
  'not-applicable': 'The rule does not apply to the resource, or the resource is gone.',
  'insufficient-data': 'AWS Config had not enough data to decide.',
  'account-level': 'It is about the account as a whole, not about a resource.',
  'foreign-account': 'It speaks of another account than the one that sent it.',
} as const;

export interface Ignored {
  readonly is: 'ignored';
  readonly why: keyof typeof ignoredCodes;
  readonly says: string;
}

/** Not an event that we know how to read: `where` is the path of what is wrong. */
export interface Malformed {
  readonly is: 'malformed';
  readonly what: string;
  readonly where: string;
}

/** Every way an event can be taken. `messageId`: of the SQS message that carried it. */
export type Intake = (Named | Ignored | Malformed) & { readonly messageId?: string };

export const ignored = (why: Ignored['why']): Ignored => ({ is: 'ignored', why, says: ignoredCodes[why] });
export const malformed = (where: string, what: string): Malformed => ({ is: 'malformed', what, where });
