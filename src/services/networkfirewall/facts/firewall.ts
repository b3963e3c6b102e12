import { formatArn, isArnIn, parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

const name = /^[a-zA-Z0-9-]{1,128}$/;

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsnetworkfirewall.html */
const firewallArn = ({ partition, region, account }: Location, firewall: string): string =>
  formatArn({ partition, service: 'network-firewall', region, account, resource: `firewall/${firewall}` });

/** The ARN is what AWS Config calls it by. */
export const firewallArnIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  const isOne = resource.startsWith('firewall/') && name.test(resource.slice('firewall/'.length));
  return service === 'network-firewall' && isOne ? text : undefined;
};

/** The ARN of the firewall that is meant, by ARN or name. `undefined`: it is none of this place, or no firewall. */
export const firewallIn = (text: string, place: Location): string | undefined => {
  if (name.test(text)) return firewallArn(place, text);
  return isArnIn(text, place) ? firewallArnIn(text) : undefined;
};

export const firewallNameOf = (arn: string): string => arn.split('/').at(-1) ?? arn;
