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

/** Somebody somewhere connects to whatever has the group, on a port of FTP. */
export const securityGroup: Probed = {
  ids: ({ ec2 }) => ec2.SecurityGroups.map(({ GroupId }) => GroupId),
  probe: (id, { ec2 }) => {
    const isOpen = ec2.SecurityGroupRules.some(
      ({ GroupId, IsEgress, IpProtocol, FromPort, ToPort, CidrIpv4 }) =>
        GroupId === id &&
        !IsEgress &&
        CidrIpv4 === '0.0.0.0/0' &&
        (IpProtocol === '-1' || (IpProtocol === 'tcp' && FromPort <= 21 && ToPort >= 21)),
    );
    return { asks: 'FTP from anywhere', gets: isOpen ? 'connected' : 'no answer', refused: !isOpen };
  },
};

/** Somebody launches an instance there of a type that does not encrypt. */
export const vpc: Probed = {
  ids: ({ ec2 }) => ec2.Vpcs.map(({ VpcId }) => VpcId),
  probe: (id, { ec2 }) => {
    const isEnforced = ec2.VpcEncryptionControls.some(
      ({ VpcId, Mode, State }) => VpcId === id && Mode === 'enforce' && State === 'available',
    );
    const gets = isEnforced ? 'refused' : 'launched';
    return { asks: 'launch of an old instance type', gets, refused: isEnforced };
  },
};
