import { isDenied, isNamed } from '../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Permission } from '../../ec2/facts/ingress-sources.ts';

/** What the security groups of a load balancer admit; `null`: it has none, or we may not see them. */
export const permissionsOf = async (
  ids: readonly string[],
  aws: Aws,
): Promise<readonly Permission[] | null> => {
  if (ids.length === 0) return null;
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
