import * as z from 'zod/mini';
import {
  account,
  moment,
  notAsDocumented,
  lineOfIssue,
  region,
  resourceId,
  resourceType,
  ruleArn,
  ruleHome,
  ruleName,
} from './forms.ts';
import { ignored, malformed, type Taken } from './intake.ts';
import { mayBeSaidOf, type Trust } from './trust.ts';

const compliances = ['COMPLIANT', 'NON_COMPLIANT', 'NOT_APPLICABLE', 'INSUFFICIENT_DATA'] as const;

// The same in EventBridge (as `detail`) and in the messages of a delivery channel's topic.
// https://docs.aws.amazon.com/config/latest/developerguide/monitor-config-with-cloudwatchevents.html
// https://docs.aws.amazon.com/config/latest/developerguide/example-config-rule-compliance-notification.html
const complianceChange = z.object({
  messageType: z.literal('ComplianceChangeNotification'),
  awsAccountId: account,
  awsRegion: region,
  configRuleName: ruleName,
  configRuleARN: ruleArn,
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
});

/** What is around a compliance change. */
export interface Carrier {
  /** The path at which it stands, for what is said of it. */
  readonly base: string;
  /** Absent: nobody else's word is in between. */
  readonly sender?: string;
  readonly eventId?: string;
  readonly trust: Trust;
}

/** Reads one compliance change of AWS Config. Total: whatever comes in, one of the three comes out. */
export const readComplianceChange = (change: unknown, { base, sender, eventId, trust }: Carrier): Taken => {
  const parsed = complianceChange.safeParse(change);
  if (!parsed.success) return malformed(lineOfIssue(base, parsed.error.issues), notAsDocumented);
  const detail = parsed.data;
  const { complianceType: compliance, evaluationResultIdentifier: identifier } = detail.newEvaluationResult;
  const { evaluationResultQualifier: qualifier, orderingTimestamp: at } = identifier;
  if (qualifier.resourceType !== detail.resourceType || qualifier.resourceId !== detail.resourceId) {
    const where = base === '' ? 'newEvaluationResult' : `${base}.newEvaluationResult`;
    return malformed(where, 'It is about another resource than the event.');
  }
  const about = detail.awsAccountId;
  const home = ruleHome(detail.configRuleARN);
  // A rule evaluates what is recorded in its own Region.
  if (home.region !== detail.awsRegion) {
    const where = base === '' ? 'awsRegion' : `${base}.awsRegion`;
    return malformed(where, 'It is another Region than that of the rule.');
  }

  // Events of before 2026 carry no mode; they are all detective.
  if ((qualifier.evaluationMode ?? 'DETECTIVE') !== 'DETECTIVE') return ignored('not-detective');
  if (detail.resourceType === 'AWS::::Account') return ignored('account-level');
  if (compliance === 'NOT_APPLICABLE') return ignored('not-applicable');
  if (compliance === 'INSUFFICIENT_DATA') return ignored('insufficient-data');
  if (!mayBeSaidOf(about, [sender ?? about, home.account], trust)) return ignored('foreign-account');

  return {
    is: 'named',
    by: 'rule',
    resourceType: detail.resourceType,
    resourceId: detail.resourceId,
    account: about,
    region: detail.awsRegion,
    partition: home.partition,
    rule: { arn: detail.configRuleARN, name: detail.configRuleName },
    compliance,
    at,
    ...(eventId !== undefined && { eventId }),
    eventAccount: sender ?? about,
  };
};
