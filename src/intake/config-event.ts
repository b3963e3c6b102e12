import * as z from 'zod/mini';
import { ignored, malformed, type Ignored, type Malformed, type Named } from './intake.ts';

/** Accounts that may speak of each other; everybody may speak of their own. */
export interface Trust {
  readonly accounts?: readonly string[];
}

// AWS adds keys to its events, so unknown ones are let pass; those that are used are held to their documented form.
// https://docs.aws.amazon.com/config/latest/developerguide/monitor-config-with-cloudwatchevents.html
const envelope = z.object({ source: z.string(), 'detail-type': z.string() });

const account = z.string().check(z.regex(/^\d{12}$/));
const region = z.string().check(z.regex(/^[a-z]{2,8}(-[a-z]+)+-\d{1,2}$/));
const name = z.string().check(z.regex(/^[^\p{Cc}\p{Cs}]{1,128}$/u));
const resourceType = z.string().check(z.regex(/^\w+::\w*::\w+(::\w+)*$/), z.maxLength(256));
// Ids are at most 768 characters long. https://docs.aws.amazon.com/config/latest/APIReference/API_EvaluationResultQualifier.html
const resourceId = z.string().check(z.regex(/^[^\p{Cc}\p{Cs}]{1,768}$/u));
const moment = z.string().check(
  z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/),
  z.refine((text) => !Number.isNaN(Date.parse(text))),
);
const ruleArn = /^arn:(aws(?:-[a-z]+)*):config:([a-z0-9-]+):(\d{12}):config-rule\/[\w.\-/]{1,200}$/;

const compliances = ['COMPLIANT', 'NON_COMPLIANT', 'NOT_APPLICABLE', 'INSUFFICIENT_DATA'] as const;

const complianceChange = z.object({
  id: z.string().check(z.regex(/^[\w-]{1,128}$/)),
  account,
  detail: z.object({
    messageType: z.literal('ComplianceChangeNotification'),
    awsAccountId: account,
    awsRegion: region,
    configRuleName: name,
    configRuleARN: z.string().check(z.regex(ruleArn)),
    resourceType,
    resourceId,
    newEvaluationResult: z.object({
      complianceType: z.enum(compliances),
      evaluationResultIdentifier: z.object({
        evaluationResultQualifier: z.object({
          resourceType,
          resourceId,
          evaluationMode: z.optional(z.nullable(z.string())),
        }),
        orderingTimestamp: moment,
      }),
    }),
  }),
});

/** Reads one EventBridge event. Total: whatever comes in, one of the three comes out. */
export const readConfigEvent = (
  event: unknown,
  { accounts = [] }: Trust = {},
): Named | Ignored | Malformed => {
  const outer = envelope.safeParse(event);
  if (!outer.success) return malformed('', 'It is no EventBridge event: source and detail-type are missing.');
  if (outer.data.source !== 'aws.config' || outer.data['detail-type'] !== 'Config Rules Compliance Change')
    return ignored('not-a-compliance-event');

  const parsed = complianceChange.safeParse(event);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return malformed(
      issue?.path.map(String).join('.') ?? '',
      'It is missing or has not the documented form.',
    );
  }
  const { id, account: eventAccount, detail } = parsed.data;
  const { complianceType: compliance, evaluationResultIdentifier: identifier } = detail.newEvaluationResult;
  const { evaluationResultQualifier: qualifier, orderingTimestamp: at } = identifier;
  if (qualifier.resourceType !== detail.resourceType || qualifier.resourceId !== detail.resourceId)
    return malformed('detail.newEvaluationResult', 'It is about another resource than the event.');
  const [, partition = '', , ruleAccount = ''] = ruleArn.exec(detail.configRuleARN) ?? [];

  // Events of before 2026 carry no mode; they are all detective.
  if ((qualifier.evaluationMode ?? 'DETECTIVE') !== 'DETECTIVE') return ignored('not-detective');
  if (detail.resourceType === 'AWS::::Account') return ignored('account-level');
  if (compliance === 'NOT_APPLICABLE') return ignored('not-applicable');
  if (compliance === 'INSUFFICIENT_DATA') return ignored('insufficient-data');
  const speakers = new Set([eventAccount, ruleAccount, detail.awsAccountId]);
  if (speakers.size > 1 && ![...speakers].every((one) => accounts.includes(one)))
    return ignored('foreign-account');

  return {
    is: 'named',
    resourceType: detail.resourceType,
    resourceId: detail.resourceId,
    account: detail.awsAccountId,
    region: detail.awsRegion,
    partition,
    rule: { arn: detail.configRuleARN, name: detail.configRuleName },
    compliance,
    at,
    eventId: id,
    eventAccount,
  };
};
