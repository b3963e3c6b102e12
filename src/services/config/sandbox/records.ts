import * as z from 'zod/mini';

const rule = z.strictObject({
  ConfigRuleName: z.string(),
  /** As events name the rule; without it AWS Config here knows none by that ARN. */
  ConfigRuleArn: z.optional(z.string()),
  Source: z.strictObject({
    Owner: z.enum(['AWS', 'CUSTOM_LAMBDA', 'CUSTOM_POLICY']),
    SourceIdentifier: z.string(),
  }),
  /** A JSON object in a text, as AWS gives it. */
  InputParameters: z.optional(z.string()),
  ConfigRuleState: z._default(z.enum(['ACTIVE', 'DELETING', 'DELETING_RESULTS', 'EVALUATING']), 'ACTIVE'),
});

const evaluation = z.strictObject({
  ConfigRuleName: z.string(),
  ResourceType: z.string(),
  ResourceId: z.string(),
  ComplianceType: z.enum(['COMPLIANT', 'NON_COMPLIANT', 'NOT_APPLICABLE', 'INSUFFICIENT_DATA']),
  Annotation: z.optional(z.string()),
  /** ISO 8601: the event that it answers, and when it was put. */
  OrderingTimestamp: z.optional(z.string()),
  ResultRecordedTime: z.optional(z.string()),
});
export type Evaluation = z.output<typeof evaluation>;

/** What an aggregator here has gathered from other accounts; of this one it knows everything. */
const gathered = z.strictObject({
  ...evaluation.shape,
  AccountId: z.string(),
  AwsRegion: z.string(),
});

/** https://docs.aws.amazon.com/config/latest/APIReference/API_AggregatedSourceStatus.html */
const source = z.strictObject({
  SourceId: z.string(),
  SourceType: z.enum(['ACCOUNT', 'ORGANIZATION']),
  AwsRegion: z.optional(z.string()),
  LastUpdateStatus: z.enum(['SUCCEEDED', 'FAILED', 'OUTDATED']),
  LastErrorCode: z.optional(z.string()),
});

/** AWS Config of the account, as account files carry it. */
export const configRecords = z.strictObject({
  ConfigRules: z._default(z.array(rule), []),
  Evaluations: z._default(z.array(evaluation), []),
  /** Handed to the functions of custom rules with each call. */
  ResultTokens: z._default(
    z.array(z.strictObject({ ResultToken: z.string(), ConfigRuleName: z.string() })),
    [],
  ),
  Recorders: z._default(z.array(z.strictObject({ name: z.string(), recording: z.boolean() })), [
    { name: 'default', recording: true },
  ]),
  Aggregators: z._default(
    z.array(
      z.strictObject({
        ConfigurationAggregatorName: z.string(),
        Gathered: z._default(z.array(gathered), []),
        /** What it says of its sources; without it, that it gathers from wherever it has gathered something. */
        Sources: z.optional(z.array(source)),
      }),
    ),
    [],
  ),
});
export type Gathered = z.output<typeof gathered>;
export type Config = z.output<typeof configRecords> & {
  /** Rule name → when its evaluation was last started, ISO 8601. */
  readonly started: Readonly<Record<string, string>>;
};
