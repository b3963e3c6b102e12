import { overPlainHttp } from '../../../sandbox/kit/request.ts';
import type { Probed } from '../../../sandbox/probe.ts';

/** Somebody reads an object over HTTP through it. */
export const vpcEndpoint: Probed = {
  ids: ({ ec2 }) => ec2.VpcEndpoints.map(({ VpcEndpointId }) => VpcEndpointId),
  probe: (id, { ec2 }) => {
    const { Policy } = ec2.VpcEndpoints.find(({ VpcEndpointId }) => VpcEndpointId === id) ?? {};
    return overPlainHttp(Policy, {
      asks: 'request over HTTP',
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::orders/1',
    });
  },
};
