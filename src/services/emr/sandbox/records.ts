import * as z from 'zod/mini';
import type { Where } from '../../../sandbox/world.ts';

const securityConfiguration = z.strictObject({
  Name: z.string(),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  /** A document; as text, exactly this text. */
  SecurityConfiguration: z._default(z.union([z.string(), z.record(z.string(), z.unknown())]), {}),
});

/** Security configurations, as DescribeSecurityConfiguration tells of them. */
export const emrRecords = z.strictObject({
  SecurityConfigurations: z._default(z.array(securityConfiguration), []),
});

interface SecurityConfiguration {
  readonly Name: string;
  readonly Region: string;
  readonly SecurityConfiguration: string;
}
export interface Emr {
  /** Every security configuration of the account. */
  readonly SecurityConfigurations: readonly SecurityConfiguration[];
}

/** The records with AWS's defaults. */
export const loadEmr = ({ SecurityConfigurations }: z.output<typeof emrRecords>, { region }: Where): Emr => ({
  SecurityConfigurations: SecurityConfigurations.map(
    ({ Name, Region = region, SecurityConfiguration: given }) => ({
      Name,
      Region,
      SecurityConfiguration: typeof given === 'string' ? given : JSON.stringify(given),
    }),
  ),
});
