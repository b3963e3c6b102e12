import { formatArn, parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

const vpcId = /^vpc-[\w-]+$/;

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html */
export const vpcArn = ({ partition, region, account }: Location, id: string): string =>
  formatArn({ partition, service: 'ec2', region, account, resource: `vpc/${id}` });

export const vpcIdIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  const id = resource.startsWith('vpc/') ? resource.slice('vpc/'.length) : '';
  return service === 'ec2' && vpcId.test(id) ? id : undefined;
};

/** The id of the VPC that is meant, by ARN or id. `undefined`: it is none of this place, or no VPC. */
export const vpcIn = (text: string, place: Location): string | undefined => {
  if (vpcId.test(text)) return text;
  const id = vpcIdIn(text);
  return id !== undefined && vpcArn(place, id) === text ? id : undefined;
};
