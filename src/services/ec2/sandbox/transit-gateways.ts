import * as z from 'zod/mini';
import { lists } from '../../../sandbox/kit/pages.ts';
import { tagList, tagRecords } from '../../../sandbox/kit/tags.ts';
import type { Operations, Where } from '../../../sandbox/world.ts';
import { refused } from './refused.ts';

/** As account files carry them. */
export const transitGatewayRecord = z.strictObject({
  TransitGatewayId: z.string().check(z.regex(/^tgw-[0-9a-f]{8,17}$/)),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  OwnerId: z.optional(z.string()),
  State: z._default(z.string(), 'available'),
  /** `null`: AWS does not answer it. */
  EncryptionSupport: z._default(
    z.nullable(z.strictObject({ EncryptionState: z.string(), StateMessage: z.optional(z.string()) })),
    { EncryptionState: 'disabled' },
  ),
  Tags: tagRecords,
});
type Recorded = z.output<typeof transitGatewayRecord>;

export interface TransitGateway extends Recorded {
  readonly Region: string;
  readonly OwnerId: string;
}

export const loadTransitGateways = (
  records: readonly Recorded[],
  { region, account }: Where,
): readonly TransitGateway[] =>
  records.map((one) => ({ ...one, Region: one.Region ?? region, OwnerId: one.OwnerId ?? account }));

const shown = ({ Region: _region, EncryptionSupport, Tags, ...one }: TransitGateway) => ({
  ...one,
  Options: EncryptionSupport === null ? {} : { EncryptionSupport },
  Tags: tagList(Tags),
});

export const transitGateways: Operations = {
  // API_DescribeTransitGateways.html
  DescribeTransitGateways: lists({
    as: 'TransitGateways',
    token: 'NextToken',
    most: { as: 'MaxResults', least: 5, largest: 1000 },
    wrong: (message) => refused('InvalidParameterValue', message),
    items: (
      { ec2 },
      { TransitGatewayIds: ids = [] }: { readonly TransitGatewayIds?: readonly string[] },
      { region },
    ) => {
      const here = ec2.TransitGateways.filter(({ Region }) => Region === region);
      const lost = ids.find((id) => !here.some(({ TransitGatewayId }) => TransitGatewayId === id));
      if (lost !== undefined)
        return refused(
          'InvalidTransitGatewayID.NotFound',
          `Transit Gateway ${lost} was deleted or does not exist`,
        );
      return here.filter(({ TransitGatewayId: id }) => ids.length === 0 || ids.includes(id)).map(shown);
    },
  }),
};
