import * as z from 'zod/mini';

const texts = z.array(z.string());

/** A finding as it is kept: what came, and what Security Hub adds. */
const finding = z.looseObject({
  Id: z.string(),
  ProductArn: z.string(),
  GeneratorId: z.string(),
  AwsAccountId: z.string(),
  Region: z.string(),
  UpdatedAt: z.iso.datetime(),
  Title: z.string(),
  Resources: z.array(z.looseObject({ Type: z.string(), Id: z.string() })),
  RecordState: z._default(z.enum(['ACTIVE', 'ARCHIVED']), 'ACTIVE'),
  Workflow: z._default(z.strictObject({ Status: z.enum(['NEW', 'NOTIFIED', 'RESOLVED', 'SUPPRESSED']) }), {
    Status: 'NEW',
  }),
});

/** Security Hub as account files carry it: an account without it is not subscribed. */
export const securityHubRecords = z.strictObject({
  /** Where it is enabled; default: everywhere. */
  Regions: z.optional(texts),
  Findings: z._default(z.array(finding), []),
});
export type SecurityHub = z.output<typeof securityHubRecords>;
export type Finding = z.output<typeof finding>;
