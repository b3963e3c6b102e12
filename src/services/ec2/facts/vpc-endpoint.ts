import { formatArn, parseArn } from '../../../aws/arn.ts';
import { parsePolicy, type Statement } from '../../../aws/policy/document.ts';
import { same } from '../../../core/model/json.ts';
import type { Location } from '../../../core/model/target.ts';

const endpointId = /^vpce-[0-9a-f]{8,17}$/;

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html */
export const endpointArn = ({ partition, region, account }: Location, id: string): string =>
  formatArn({ partition, service: 'ec2', region, account, resource: `vpc-endpoint/${id}` });

export const endpointIdIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  const id = resource.startsWith('vpc-endpoint/') ? resource.slice('vpc-endpoint/'.length) : '';
  return service === 'ec2' && endpointId.test(id) ? id : undefined;
};

/** The id of the endpoint that is meant, by ARN or id. `undefined`: it is none of this place, or no endpoint. */
export const endpointIn = (text: string, place: Location): string | undefined => {
  if (endpointId.test(text)) return text;
  const id = endpointIdIn(text);
  return id !== undefined && endpointArn(place, id) === text ? id : undefined;
};

/**
 * What an endpoint has to which nobody gave a policy: full access.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html#default-endpoint-policy
 */
export const fullAccess: Statement = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };

/**
 * Whether a policy is that one, as EC2 itself writes it: it comes back by `ResetPolicy`. What people wrote is put back as they
 * wrote it, though it may say the same.
 */
export const isDefault = (text: string): boolean => {
  const { document } = parsePolicy(text);
  if (document === undefined) return false;
  const { source, statements } = document;
  return source['Version'] !== '2012-10-17' && source['Id'] === undefined && same(statements, [fullAccess]);
};
