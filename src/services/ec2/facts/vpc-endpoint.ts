import { namedById } from '../../../aws/arn.ts';
import { parsePolicy, type Statement } from '../../../aws/policy/document.ts';
import { same } from '../../../core/model/json.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html */
export const {
  arnOf: endpointArn,
  idIn: endpointIdIn,
  idMeant: endpointIn,
} = namedById('ec2', 'vpc-endpoint', /^vpce-[0-9a-f]{8,17}$/);

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
