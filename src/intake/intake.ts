/** What an event names, and nothing else of it: the state of a resource is always read live. */
interface About {
  readonly is: 'named';
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  /** `COMPLIANT` too: it closes what was open. */
  readonly compliance: 'COMPLIANT' | 'NON_COMPLIANT';
  /** When the evaluated state was seen: orders events of one resource and rule. ISO 8601. */
  readonly at: string;
  /** Absent for messages that carry none. */
  readonly eventId?: string;
  /** The account that sent the event: on whose event bus it began, or whose topic it came through. */
  readonly eventAccount: string;
}

/** Named by an AWS Config rule. */
export interface NamedByRule extends About {
  readonly by: 'rule';
  /** The AWS Config resource type. */
  readonly resourceType: string;
  /** The identifier as AWS Config sends it. */
  readonly resourceId: string;
  readonly rule: Rule;
}

/** Named by a finding of Security Hub, which knows resources by ARN. It has a control, the name of a rule, or both. */
export interface NamedByFinding extends About {
  readonly by: 'finding';
  readonly arn: string;
  /** The id of the security control, such as `S3.5`. */
  readonly control?: string;
  /** The Config rule behind the control, in the account and Region of the resource. */
  readonly ruleName?: string;
}

export type Named = NamedByRule | NamedByFinding;

/** An AWS Config rule. Its name says nothing about what it checks: Security Hub and packs rename their rules. */
export interface Rule {
  readonly arn: string;
  readonly name: string;
}

/** Why an event that is well-formed makes nobody look. */
const ignoredCodes = {
  'not-a-compliance-event': 'It is not a compliance change of AWS Config, nor a finding of Security Hub.',
  'other-config-message': 'It is another message of AWS Config than a compliance change',
  'other-sns-message': 'It is a message of Amazon SNS about the subscription, not a notification',
  'not-detective': 'It is about a resource that does not exist yet (a proactive evaluation).',
  'not-applicable': 'The rule does not apply to the resource, or the resource is gone.',
  'insufficient-data': 'AWS Config had not enough data to decide.',
  'account-level': 'It is about the account as a whole, not about a resource.',
  'foreign-account':
    'It speaks of another account than the one that sent it; `events.hubs` in the policy says who may.',
  'not-a-control': 'It is a finding, but not of a security control or of AWS Config.',
  'without-arn': 'It names a resource otherwise than by its ARN.',
  'archived-finding': 'The finding is archived: the resource or the control is gone.',
  'handled-finding': 'Somebody has taken care of the finding already: its workflow is not NEW.',
  'own-update': 'The last to change the finding was Waxseal itself.',
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

export type Taken = Named | Ignored | Malformed;
/** Every way an event can be taken. `messageId`: of the SQS message that carried it. */
export type Intake = Taken & { readonly messageId?: string };

/** `name`: what it calls itself, added when it is short and plain. */
export const ignored = (why: Ignored['why'], name?: string): Ignored => {
  const says = ignoredCodes[why];
  const named = name !== undefined && /^\w{1,80}$/.test(name) ? `${says} (${name}).` : `${says}.`;
  return { is: 'ignored', why, says: says.endsWith('.') ? says : named };
};
export const malformed = (where: string, what: string): Malformed => ({ is: 'malformed', what, where });
