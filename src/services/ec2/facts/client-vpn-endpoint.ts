import { namedById } from '../../../aws/arn.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html */
export const {
  arnOf: clientVpnEndpointArn,
  idIn: clientVpnEndpointIdIn,
  idMeant: clientVpnEndpointIn,
} = namedById('ec2', 'client-vpn-endpoint', /^cvpn-endpoint-[0-9a-f]{8,17}$/);

/** One that was deleted is shown for a while. */
export const isDeletedEndpoint = (code: string | undefined): boolean => code === 'deleted';
