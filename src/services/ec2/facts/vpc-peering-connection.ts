import { namedById } from '../../../aws/arn.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html */
export const {
  arnOf: peeringArn,
  idIn: peeringIdIn,
  idMeant: peeringIn,
} = namedById('ec2', 'vpc-peering-connection', /^pcx-[0-9a-f]{8,17}$/);
