import * as z from 'zod/mini';
import { tagRecords } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const both = {
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  /** `null`: AWS does not answer it. */
  macSecCapable: z._default(z.nullable(z.boolean()), true),
  encryptionMode: z._default(z.nullable(z.string()), 'no_encrypt'),
  macSecKeys: z._default(
    z.array(
      z.strictObject({ ckn: z._default(z.string(), 'A1'), state: z._default(z.string(), 'associated') }),
    ),
    [],
  ),
  Tags: tagRecords,
};

const connection = z.strictObject({
  ...both,
  connectionId: z.string().check(z.regex(/^dxcon-[0-9a-z]+$/)),
  connectionState: z._default(z.string(), 'available'),
  bandwidth: z._default(z.string(), '10Gbps'),
  portEncryptionStatus: z._default(z.nullable(z.string()), 'Encryption Down'),
  lagId: z.optional(z.string()),
  /** Of what a partner hosts. */
  vlan: z._default(z.number(), 0),
  partnerName: z.optional(z.string()),
  partnerInterconnectMacSecCapable: z.optional(z.boolean()),
});

const lag = z.strictObject({
  ...both,
  lagId: z.string().check(z.regex(/^dxlag-[0-9a-z]+$/)),
  lagState: z._default(z.string(), 'available'),
  connectionsBandwidth: z._default(z.string(), '10Gbps'),
  /** Whether AWS answers its connections: those that say so. */
  TellsConnections: z._default(z.boolean(), true),
});

/** What an account holds of Direct Connect. */
export const directconnectRecords = z.strictObject({
  Connections: z._default(z.array(connection), []),
  Lags: z._default(z.array(lag), []),
});

interface Placed {
  readonly Region: string;
}
export type Connection = z.output<typeof connection> & Placed;
export type Lag = z.output<typeof lag> & Placed;
export interface Directconnect {
  readonly Connections: readonly Connection[];
  readonly Lags: readonly Lag[];
}

/** The records with AWS's defaults. */
export const loadDirectconnect = (
  { Connections, Lags }: z.output<typeof directconnectRecords>,
  { region }: Where,
): Directconnect => ({
  Connections: Connections.map((one) => ({ ...one, Region: one.Region ?? region })),
  Lags: Lags.map((one) => ({ ...one, Region: one.Region ?? region })),
});
