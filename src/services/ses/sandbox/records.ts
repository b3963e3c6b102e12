import * as z from 'zod/mini';
import { tagRecords, type Tags } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const deliveryOptions = z.strictObject({
  TlsPolicy: z.optional(z.string()),
  SendingPoolName: z.optional(z.string()),
  MaxDeliverySeconds: z.optional(z.number()),
  SharedPoolDeliveryMode: z.optional(z.string()),
});
export type DeliveryOptions = z.output<typeof deliveryOptions>;

const eventDestination = z.looseObject({
  Name: z.string(),
  Enabled: z._default(z.boolean(), true),
  MatchingEventTypes: z.array(z.string()),
});

const common = {
  DeliveryOptions: z._default(deliveryOptions, {}),
  SendingOptions: z._default(z.strictObject({ SendingEnabled: z.boolean() }), { SendingEnabled: true }),
  EventDestinations: z._default(z.array(eventDestination), []),
};
const configurationSet = z.strictObject({
  ConfigurationSetName: z.string(),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  /** What of its answer the SDK would have dropped, by path. */
  Dropped: z.optional(z.array(z.string())),
  ...common,
  Tags: tagRecords,
});

/** Configuration sets of the account, as GetConfigurationSet answers each, with their event destinations. */
export const sesRecords = z.strictObject({
  ConfigurationSets: z._default(z.array(configurationSet), []),
  /** Names of pools of dedicated addresses. */
  DedicatedIpPools: z._default(z.array(z.string()), []),
});

export interface ConfigurationSet {
  readonly ConfigurationSetName: string;
  readonly Region: string;
  readonly Dropped?: readonly string[] | undefined;
  readonly DeliveryOptions: DeliveryOptions;
  readonly SendingOptions: { readonly SendingEnabled: boolean };
  readonly EventDestinations: readonly z.output<typeof eventDestination>[];
  readonly Tags: Tags;
}
export interface Ses {
  /** Every configuration set of the account. */
  readonly ConfigurationSets: readonly ConfigurationSet[];
  readonly DedicatedIpPools: readonly string[];
}

/** The records with AWS's defaults. */
export const loadSes = (
  { ConfigurationSets, DedicatedIpPools }: z.output<typeof sesRecords>,
  { region }: Where,
): Ses => ({
  ConfigurationSets: ConfigurationSets.map(({ Region = region, ...rest }) => ({ ...rest, Region })),
  DedicatedIpPools,
});
