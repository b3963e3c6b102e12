import * as z from 'zod/mini';

const text = z.string();

const finding = z.strictObject({
  Id: text,
  Type: text,
  Title: text,
  Severity: z.number(),
  UpdatedAt: text,
  Region: text,
  Resource: z.strictObject({
    ResourceType: text,
    S3BucketDetails: z.optional(z.array(z.strictObject({ Arn: text, Name: text }))),
    InstanceDetails: z.optional(z.strictObject({ InstanceId: text })),
    RdsDbInstanceDetails: z.optional(z.strictObject({ DbInstanceArn: text, DbInstanceIdentifier: text })),
  }),
});

/** A detector in each of these Regions, and what it finds. */
export const guarddutyRecords = z.strictObject({
  Regions: z.array(text),
  Findings: z._default(z.array(finding), []),
});
export type GuardDuty = z.output<typeof guarddutyRecords>;
