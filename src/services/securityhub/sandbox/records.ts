import * as z from 'zod/mini';

const text = z.string();

const finding = z.strictObject({
  Id: text,
  ProductArn: text,
  ProductName: z._default(text, 'Security Hub'),
  GeneratorId: text,
  Title: text,
  Types: z._default(z.array(text), []),
  Severity: z.strictObject({ Label: text }),
  UpdatedAt: text,
  Region: text,
  Compliance: z.optional(z.strictObject({ Status: text, SecurityControlId: z.optional(text) })),
  Resources: z.array(z.strictObject({ Id: text, Type: text, Region: text })),
});

/** The account is subscribed in each of these Regions; findings that are active there. */
export const securityhubRecords = z.strictObject({
  Regions: z.array(text),
  Findings: z._default(z.array(finding), []),
});
export type SecurityHub = z.output<typeof securityhubRecords>;
