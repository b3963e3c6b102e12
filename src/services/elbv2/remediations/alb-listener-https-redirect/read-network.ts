import { isDenied, isNamed } from '../../../../aws/error-names.ts';
import type { Permission, PrefixLists } from '../../../ec2/facts/ingress-sources.ts';
import { allOf, everyPage } from '../../../../aws/marked-pages.ts';
import type { Aws } from '../../../../core/model/remediation.ts';

/** What security groups admit; `null`: we may not see them. */
export const permissionsOf = async (
  ids: readonly string[],
  aws: Aws,
): Promise<readonly Permission[] | null> => {
  const { DescribeSecurityGroupsCommand, EC2Client } = await import('@aws-sdk/client-ec2');
  const pages = everyPage(async (NextToken) => {
    const asked = new DescribeSecurityGroupsCommand({ GroupIds: [...ids], NextToken });
    const answer = await aws.use(EC2Client).send(asked);
    return { items: answer.SecurityGroups, next: answer.NextToken };
  });
  try {
    return (await allOf(pages)).flatMap(({ IpPermissions = [] }) => IpPermissions);
  } catch (error) {
    // A group of the account that shares the VPC cannot be described here.
    if (isDenied(error) || isNamed(error, 'InvalidGroup.NotFound')) return null;
    throw error;
  }
};

/** Source: https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html */
const cloudFrontNames = [
  'com.amazonaws.global.cloudfront.origin-facing',
  'com.amazonaws.global.ipv6.cloudfront.origin-facing',
];

/** The ids of CloudFront's prefix lists, asked for only where some prefix list is admitted. */
export const cloudFrontListsOf = async (
  permissions: readonly Permission[] | null,
  aws: Aws,
): Promise<readonly string[] | null> => {
  if (!permissions?.some(({ PrefixListIds }) => PrefixListIds?.length)) return [];
  const { DescribeManagedPrefixListsCommand, EC2Client } = await import('@aws-sdk/client-ec2');
  const Filters = [{ Name: 'prefix-list-name', Values: cloudFrontNames }];
  const pages = everyPage(async (NextToken) => {
    const asked = new DescribeManagedPrefixListsCommand({ Filters, NextToken });
    const answer = await aws.use(EC2Client).send(asked);
    return { items: answer.PrefixLists, next: answer.NextToken };
  });
  try {
    return (await allOf(pages)).map(({ PrefixListId = '' }) => PrefixListId).toSorted();
  } catch (error) {
    if (isDenied(error)) return null;
    throw error;
  }
};

const entriesOf = async (PrefixListId: string, aws: Aws): Promise<readonly string[] | null> => {
  const { EC2Client, GetManagedPrefixListEntriesCommand } = await import('@aws-sdk/client-ec2');
  const pages = everyPage(async (NextToken) => {
    const asked = new GetManagedPrefixListEntriesCommand({ PrefixListId, NextToken });
    const answer = await aws.use(EC2Client).send(asked);
    return { items: answer.Entries, next: answer.NextToken };
  });
  try {
    return (await allOf(pages)).map(({ Cidr = '' }) => Cidr).toSorted();
  } catch (error) {
    // A list that another account has stopped sharing is still named in our rules.
    if (isDenied(error) || isNamed(error, 'InvalidPrefixListID.NotFound', 'InvalidPrefixListId.NotFound'))
      return null;
    throw error;
  }
};

/** What the admitted prefix lists hold. */
export const prefixListsOf = async (
  permissions: readonly Permission[] | null,
  aws: Aws,
): Promise<PrefixLists> => {
  const ids = (permissions ?? []).flatMap(({ PrefixListIds = [] }) =>
    PrefixListIds.flatMap(({ PrefixListId }) => (PrefixListId === undefined ? [] : [PrefixListId])),
  );
  const lists = [...new Set(ids)].toSorted().map(async (id) => [id, await entriesOf(id, aws)] as const);
  return Object.fromEntries(await Promise.all(lists));
};

const hasSecurityGroup = async (name: string, vpc: string, aws: Aws): Promise<boolean | null> => {
  const { DescribeSecurityGroupsCommand, EC2Client } = await import('@aws-sdk/client-ec2');
  const Filters = [
    { Name: 'group-name', Values: [name] },
    { Name: 'vpc-id', Values: [vpc] },
  ];
  const pages = everyPage(async (NextToken) => {
    const asked = new DescribeSecurityGroupsCommand({ Filters, NextToken });
    const answer = await aws.use(EC2Client).send(asked);
    return { items: answer.SecurityGroups, next: answer.NextToken };
  });
  try {
    return (await allOf(pages)).length > 0;
  } catch (error) {
    if (isDenied(error)) return null;
    throw error;
  }
};

/**
 * CloudFront makes this security group in a VPC with the first private origin there.
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html
 */
export const hasVpcOrigins = (vpc: string, aws: Aws): Promise<boolean | null> =>
  hasSecurityGroup('CloudFront-VPCOrigins-Service-SG', vpc, aws);

/**
 * Global Accelerator makes this security group in a VPC with the first endpoint there whose clients' addresses it keeps,
 * as it does for load balancers unless told otherwise.
 * Source: https://docs.aws.amazon.com/global-accelerator/latest/dg/best-practices-aga.html
 */
export const hasAccelerators = (vpc: string, aws: Aws): Promise<boolean | null> =>
  hasSecurityGroup('GlobalAccelerator', vpc, aws);
