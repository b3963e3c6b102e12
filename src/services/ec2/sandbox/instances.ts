import * as z from 'zod/mini';
import { lists } from '../../../sandbox/kit/pages.ts';
import { tagList, tagRecords } from '../../../sandbox/kit/tags.ts';
import type { Operations, Where } from '../../../sandbox/world.ts';
import { refused } from './refused.ts';

/** As account files carry them. */
export const instanceRecord = z.strictObject({
  InstanceId: z.string().check(z.regex(/^i-[0-9a-f]{8,17}$/)),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  /** `null`: AWS does not answer it. */
  InstanceType: z._default(z.nullable(z.string()), 'm6i.large'),
  State: z._default(z.strictObject({ Name: z.string() }), { Name: 'running' }),
  Architecture: z._default(z.string(), 'x86_64'),
  VirtualizationType: z._default(z.string(), 'hvm'),
  RootDeviceType: z._default(z.string(), 'ebs'),
  EnaSupport: z._default(z.boolean(), true),
  InstanceLifecycle: z.optional(z.string()),
  /** Who owns its public address: `amazon`, unless it is an Elastic IP address. */
  PublicIpOwner: z.optional(z.string()),
  Tags: tagRecords,
});
type Recorded = z.output<typeof instanceRecord>;

/** What DescribeInstanceTypes answers of types that the account file names, in place of what is here. */
export const instanceTypeRecord = z.strictObject({
  InstanceType: z.string(),
  /** `null`: AWS does not answer it. */
  EncryptionInTransitSupported: z.nullable(z.boolean()),
  InstanceStorageSupported: z._default(z.boolean(), false),
});
type InstanceType = z.output<typeof instanceTypeRecord>;

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/data-protection.html#encryption-transit */
const known: readonly InstanceType[] = [
  { InstanceType: 'm4.large', EncryptionInTransitSupported: false, InstanceStorageSupported: false },
  { InstanceType: 'm5.large', EncryptionInTransitSupported: false, InstanceStorageSupported: false },
  { InstanceType: 'm5d.large', EncryptionInTransitSupported: false, InstanceStorageSupported: true },
  { InstanceType: 'm6i.large', EncryptionInTransitSupported: true, InstanceStorageSupported: false },
];

export interface Instance extends Recorded {
  readonly Region: string;
}

export const loadInstances = (records: readonly Recorded[], { region }: Where): readonly Instance[] =>
  records.map((one) => ({ ...one, Region: one.Region ?? region }));

const shown = ({ Region: _region, InstanceType, PublicIpOwner, Tags, ...one }: Instance) => ({
  ...one,
  ...(InstanceType !== null && { InstanceType }),
  NetworkInterfaces: [{ ...(PublicIpOwner !== undefined && { Association: { IpOwnerId: PublicIpOwner } }) }],
  Tags: tagList(Tags),
});

const shownType = ({ EncryptionInTransitSupported, ...one }: InstanceType) => ({
  ...one,
  NetworkInfo: EncryptionInTransitSupported === null ? {} : { EncryptionInTransitSupported },
});

export const instances: Operations = {
  // API_DescribeInstances.html
  DescribeInstances: lists({
    as: 'Reservations',
    token: 'NextToken',
    most: { as: 'MaxResults', least: 5, largest: 1000 },
    wrong: (message) => refused('InvalidParameterValue', message),
    items: ({ ec2 }, { InstanceIds: ids = [] }: { readonly InstanceIds?: readonly string[] }, { region }) => {
      const here = ec2.Instances.filter(({ Region }) => Region === region);
      const lost = ids.find((id) => !here.some(({ InstanceId }) => InstanceId === id));
      if (lost !== undefined)
        return refused('InvalidInstanceID.NotFound', `The instance ID '${lost}' does not exist`);
      return here
        .filter(({ InstanceId }) => ids.length === 0 || ids.includes(InstanceId))
        .map((one) => ({ Instances: [shown(one)] }));
    },
  }),
  // API_DescribeInstanceTypes.html: of types that are named.
  DescribeInstanceTypes: (
    world,
    { InstanceTypes: names = [] }: { readonly InstanceTypes?: readonly string[] },
  ) => {
    const own = world.ec2.InstanceTypes;
    const there = [
      ...own,
      ...known.filter((one) => !own.some(({ InstanceType }) => InstanceType === one.InstanceType)),
    ];
    const strange = names.filter((name) => !there.some(({ InstanceType }) => InstanceType === name));
    return strange.length === 0
      ? {
          world,
          output: {
            InstanceTypes: there.filter(({ InstanceType }) => names.includes(InstanceType)).map(shownType),
          },
        }
      : refused(
          'InvalidInstanceType',
          `The following supplied instance types do not exist: [${strange.join(', ')}]`,
        );
  },
};
