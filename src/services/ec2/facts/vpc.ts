import { namedById } from '../../../aws/arn.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html */
export const { arnOf: vpcArn, idIn: vpcIdIn, idMeant: vpcIn } = namedById('ec2', 'vpc', /^vpc-[\w-]+$/);
