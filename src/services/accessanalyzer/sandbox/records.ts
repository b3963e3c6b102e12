import * as z from 'zod/mini';

const text = z.string();

const finding = z.strictObject({
  id: text,
  resource: text,
  resourceType: text,
  isPublic: z._default(z.boolean(), false),
  principal: z.record(text, text),
  action: z.array(text),
  updatedAt: text,
});

/** Each an analyzer of external access, in its Region, with what it finds. */
export const accessanalyzerRecords = z.strictObject({
  Analyzers: z.array(
    z.strictObject({ name: text, region: text, Findings: z._default(z.array(finding), []) }),
  ),
});
export type AccessAnalyzer = z.output<typeof accessanalyzerRecords>;
