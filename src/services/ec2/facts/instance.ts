import { namedById } from '../../../aws/arn.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html */
export const {
  arnOf: instanceArn,
  idIn: instanceIdIn,
  idMeant: instanceIn,
} = namedById('ec2', 'instance', /^i-[0-9a-f]{8,17}$/);

/** One that was terminated is shown for a while, and does not come back. */
export const isTerminated = (state: string | undefined): boolean =>
  state === 'terminated' || state === 'shutting-down';
