import * as z from 'zod/mini';
import { lists } from '../../../sandbox/kit/pages.ts';
import { tagList, tagRecords } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operations, type Refusal, type Where } from '../../../sandbox/world.ts';

const api = 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/';
const refused = (name: string, message: string): Refusal =>
  refuse(name, 400, message, `${api}errors-overview.html`);

const state = z._default(z.string(), 'associated');
/** As account files carry them. */
export const vpcRecord = z.strictObject({
  VpcId: z.string(),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  OwnerId: z.optional(z.string()),
  CidrBlock: z._default(z.string(), '10.0.0.0/16'),
  CidrBlockAssociationSet: z._default(
    z.array(
      z.strictObject({
        CidrBlock: z.string(),
        CidrBlockState: z._default(z.strictObject({ State: state }), { State: 'associated' }),
      }),
    ),
    [],
  ),
  Ipv6CidrBlockAssociationSet: z._default(
    z.array(
      z.strictObject({
        Ipv6CidrBlock: z.string(),
        Ipv6CidrBlockState: z._default(z.strictObject({ State: state }), { State: 'associated' }),
      }),
    ),
    [],
  ),
  Tags: tagRecords,
});

export interface Vpc extends z.output<typeof vpcRecord> {
  readonly Region: string;
  readonly OwnerId: string;
}

export const loadVpcs = (
  records: readonly z.output<typeof vpcRecord>[],
  { region, account }: Where,
): readonly Vpc[] =>
  records.map((one) => ({ ...one, Region: one.Region ?? region, OwnerId: one.OwnerId ?? account }));

export const vpcs: Operations = {
  // API_DescribeVpcs.html
  DescribeVpcs: lists({
    as: 'Vpcs',
    token: 'NextToken',
    wrong: (message) => refused('InvalidParameterValue', message),
    items: ({ ec2 }, { VpcIds: ids = [] }: { readonly VpcIds?: readonly string[] }, { region }) => {
      const here = ec2.Vpcs.filter(({ Region }) => Region === region);
      const missing = ids.find((id) => !here.some(({ VpcId }) => VpcId === id));
      if (missing !== undefined)
        return refused('InvalidVpcID.NotFound', `The vpc ID '${missing}' does not exist`);
      const found = ids.length > 0 ? here.filter(({ VpcId }) => ids.includes(VpcId)) : here;
      return found.map(({ Region: _region, Tags, ...vpc }) => ({ ...vpc, Tags: tagList(Tags) }));
    },
  }),
};
