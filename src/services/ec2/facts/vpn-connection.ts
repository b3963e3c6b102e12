import { formatArn, parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

const vpnConnectionId = /^vpn-[0-9a-f]{8,17}$/;

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html */
export const vpnConnectionArn = ({ partition, region, account }: Location, id: string): string =>
  formatArn({ partition, service: 'ec2', region, account, resource: `vpn-connection/${id}` });

export const vpnConnectionIdIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  const id = resource.startsWith('vpn-connection/') ? resource.slice('vpn-connection/'.length) : '';
  return service === 'ec2' && vpnConnectionId.test(id) ? id : undefined;
};

/** The id of the connection that is meant, by ARN or id. `undefined`: it is none of this place, or no VPN connection. */
export const vpnConnectionIn = (text: string, place: Location): string | undefined => {
  if (vpnConnectionId.test(text)) return text;
  const id = vpnConnectionIdIn(text);
  return id !== undefined && vpnConnectionArn(place, id) === text ? id : undefined;
};

/** One that was deleted is shown for a while. */
export const isDeleted = (state: string | undefined): boolean => state === 'deleted';

/** As AWS shows tunnels without what is secret: keys are in the same answer, and in the configuration for the gateway. */
export const telemetryCommand = (id: string, region: string): string =>
  `aws ec2 describe-vpn-connections --region ${region} --vpn-connection-ids ${id} --query 'VpnConnections[].VgwTelemetry[]'`;
