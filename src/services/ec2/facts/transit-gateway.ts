import { namedById } from '../../../aws/arn.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html */
export const {
  arnOf: transitGatewayArn,
  idIn: transitGatewayIdIn,
  idMeant: transitGatewayIn,
} = namedById('ec2', 'transit-gateway', /^tgw-[0-9a-f]{8,17}$/);
