import * as z from 'zod/mini';
import { lists } from '../../../sandbox/kit/pages.ts';
import { tagList, tagRecords } from '../../../sandbox/kit/tags.ts';
import type { Operations, Where } from '../../../sandbox/world.ts';
import { refused } from './refused.ts';

/** `null`: AWS does not answer it. Default of owner and Region: the account file's own. */
const side = z.strictObject({
  VpcId: z.string(),
  OwnerId: z.optional(z.string()),
  Region: z.optional(z.nullable(z.string())),
});

/** As account files carry them. */
export const vpcPeeringConnectionRecord = z.strictObject({
  VpcPeeringConnectionId: z.string().check(z.regex(/^pcx-[0-9a-f]{8,17}$/)),
  RequesterVpcInfo: side,
  AccepterVpcInfo: side,
  /** `null`: AWS does not answer it. */
  Status: z._default(z.nullable(z.strictObject({ Code: z.string() })), { Code: 'active' }),
  Tags: tagRecords,
});
type Recorded = z.output<typeof vpcPeeringConnectionRecord>;
type Side = z.output<typeof side> & { readonly Region: string | null };

export interface VpcPeeringConnection extends Recorded {
  readonly RequesterVpcInfo: Side;
  readonly AccepterVpcInfo: Side;
}

export const loadVpcPeeringConnections = (
  records: readonly Recorded[],
  { region, account }: Where,
): readonly VpcPeeringConnection[] => {
  const loaded = (one: z.output<typeof side>): Side => ({
    ...one,
    OwnerId: one.OwnerId ?? account,
    Region: one.Region === undefined ? region : one.Region,
  });
  return records.map((one) => ({
    ...one,
    RequesterVpcInfo: loaded(one.RequesterVpcInfo),
    AccepterVpcInfo: loaded(one.AccepterVpcInfo),
  }));
};

const shownSide = ({ Region, ...rest }: Side) => ({ ...rest, ...(Region !== null && { Region }) });
const shown = ({ RequesterVpcInfo, AccepterVpcInfo, Status, Tags, ...one }: VpcPeeringConnection) => ({
  ...one,
  RequesterVpcInfo: shownSide(RequesterVpcInfo),
  AccepterVpcInfo: shownSide(AccepterVpcInfo),
  ...(Status !== null && { Status }),
  Tags: tagList(Tags),
});

/** Whether a side is in the Region; one whose Region is not told is in that of the account file. */
const isSeenFrom = ({ RequesterVpcInfo, AccepterVpcInfo }: VpcPeeringConnection, region: string): boolean =>
  [RequesterVpcInfo, AccepterVpcInfo].some(({ Region }) => Region === null || Region === region);

export const vpcPeeringConnections: Operations = {
  // API_DescribeVpcPeeringConnections.html
  DescribeVpcPeeringConnections: lists({
    as: 'VpcPeeringConnections',
    token: 'NextToken',
    most: { as: 'MaxResults', least: 5, largest: 1000 },
    wrong: (message) => refused('InvalidParameterValue', message),
    items: (
      { ec2 },
      { VpcPeeringConnectionIds: ids = [] }: { readonly VpcPeeringConnectionIds?: readonly string[] },
      { region },
    ) => {
      const here = ec2.VpcPeeringConnections.filter((one) => isSeenFrom(one, region));
      const lost = ids.find(
        (id) => !here.some(({ VpcPeeringConnectionId }) => VpcPeeringConnectionId === id),
      );
      if (lost !== undefined)
        return refused(
          'InvalidVpcPeeringConnectionID.NotFound',
          `The vpcPeeringConnection ID '${lost}' does not exist`,
        );
      return here.filter(({ VpcPeeringConnectionId: id }) => ids.length === 0 || ids.includes(id)).map(shown);
    },
  }),
};
