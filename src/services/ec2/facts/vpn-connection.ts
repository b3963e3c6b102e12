import { namedById } from '../../../aws/arn.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html */
export const {
  arnOf: vpnConnectionArn,
  idIn: vpnConnectionIdIn,
  idMeant: vpnConnectionIn,
} = namedById('ec2', 'vpn-connection', /^vpn-[0-9a-f]{8,17}$/);

/** One that was deleted is shown for a while. */
export const isDeleted = (state: string | undefined): boolean => state === 'deleted';

/** Whether AWS tells if a tunnel carries traffic. */
export const isTold = ({ status }: { readonly status: string }): boolean =>
  status === 'UP' || status === 'DOWN';

/** As AWS shows tunnels without what is secret: keys are in the same answer, and in the configuration for the gateway. */
export const telemetryCommand = (id: string, region: string): string =>
  `aws ec2 describe-vpn-connections --region ${region} --vpn-connection-ids ${id} --query 'VpnConnections[].VgwTelemetry[]'`;
