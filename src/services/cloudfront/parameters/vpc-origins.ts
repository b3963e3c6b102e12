import {
  CloudFrontClient,
  GetVpcOriginCommand,
  type VpcOriginEndpointConfig,
} from '@aws-sdk/client-cloudfront';
import { isDenied, isNamed } from '../../../aws/error-names.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Endpoints } from '../facts/vpc-origins.ts';

/** `undefined`: we may not see it, it is gone, or its answer does not say. */
const endpointOf = async (Id: string, aws: Aws): Promise<VpcOriginEndpointConfig | undefined> => {
  try {
    const { VpcOrigin } = await aws.use(CloudFrontClient).send(new GetVpcOriginCommand({ Id }));
    return VpcOrigin?.VpcOriginEndpointConfig;
  } catch (error) {
    if (isDenied(error) || isNamed(error, 'EntityNotFound')) return undefined;
    throw error;
  }
};

/**
 * How CloudFront speaks to VPC origins, by their ids, as far as it can be seen: it stands in them and not in the distribution.
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_GetVpcOrigin.html
 */
export const vpcOrigins = async (ids: readonly string[], aws: Aws): Promise<Endpoints> => {
  const known: Record<string, VpcOriginEndpointConfig> = {};
  for (const id of ids) {
    const endpoint = await endpointOf(id, aws);
    if (endpoint) known[id] = endpoint;
  }
  return known;
};
