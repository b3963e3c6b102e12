import { CloudFrontClient, GetVpcOriginCommand, type DistributionConfig } from '@aws-sdk/client-cloudfront';
import { isDenied, isNamed } from '../../../../aws/error-names.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import { plainBehaviours, vpcOriginsBehind } from '../../facts/viewers.ts';

/** `undefined`: we may not see it, it is gone, or its answer does not say. */
const policyOf = async (Id: string, aws: Aws): Promise<string | undefined> => {
  try {
    const { VpcOrigin } = await aws.use(CloudFrontClient).send(new GetVpcOriginCommand({ Id }));
    return VpcOrigin?.VpcOriginEndpointConfig?.OriginProtocolPolicy;
  } catch (error) {
    if (isDenied(error) || isNamed(error, 'EntityNotFound')) return undefined;
    throw error;
  }
};

/**
 * How CloudFront speaks to the VPC origins behind plain HTTP, by their ids, as far as it can be seen: it stands in them and
 * not in the distribution.
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_GetVpcOrigin.html
 */
export const vpcOriginPolicies = async (
  config: DistributionConfig,
  aws: Aws,
): Promise<Readonly<Record<string, string>>> => {
  const known: Record<string, string> = {};
  for (const id of vpcOriginsBehind(config, plainBehaviours(config))) {
    const policy = await policyOf(id, aws);
    if (policy !== undefined) known[id] = policy;
  }
  return known;
};
