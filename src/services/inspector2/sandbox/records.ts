import * as z from 'zod/mini';

const text = z.string();

const finding = z.strictObject({
  findingArn: text,
  title: text,
  severity: text,
  lastObservedAt: text,
  resources: z.array(z.strictObject({ type: text, id: text, region: text, partition: text })),
  networkReachabilityDetails: z.strictObject({
    openPortRange: z.strictObject({ begin: z.number(), end: z.number() }),
    protocol: z._default(text, 'TCP'),
    networkPath: z.strictObject({
      steps: z.array(z.strictObject({ componentId: text, componentType: text })),
    }),
  }),
});

/** EC2 is scanned in each of these Regions; ways from the internet that it finds. */
export const inspector2Records = z.strictObject({
  Regions: z.array(text),
  Findings: z._default(z.array(finding), []),
});
export type Inspector2 = z.output<typeof inspector2Records>;
