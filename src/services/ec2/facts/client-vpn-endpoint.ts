import { formatArn, parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

const clientVpnEndpointId = /^cvpn-endpoint-[0-9a-f]{8,17}$/;

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html */
export const clientVpnEndpointArn = ({ partition, region, account }: Location, id: string): string =>
  formatArn({ partition, service: 'ec2', region, account, resource: `client-vpn-endpoint/${id}` });

export const clientVpnEndpointIdIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  const kind = 'client-vpn-endpoint/';
  const id = resource.startsWith(kind) ? resource.slice(kind.length) : '';
  return service === 'ec2' && clientVpnEndpointId.test(id) ? id : undefined;
};

/** The id of the endpoint that is meant, by ARN or id. `undefined`: it is none of this place, or no Client VPN endpoint. */
export const clientVpnEndpointIn = (text: string, place: Location): string | undefined => {
  if (clientVpnEndpointId.test(text)) return text;
  const id = clientVpnEndpointIdIn(text);
  return id !== undefined && clientVpnEndpointArn(place, id) === text ? id : undefined;
};

/** One that was deleted is shown for a while. */
export const isDeletedEndpoint = (code: string | undefined): boolean => code === 'deleted';
