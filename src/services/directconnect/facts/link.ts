import { namedById } from '../../../aws/arn.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsdirectconnect.html */
export const connections = namedById('directconnect', 'dxcon', /^dxcon-[0-9a-z]+$/);
/** Link aggregation groups. */
export const lags = namedById('directconnect', 'dxlag', /^dxlag-[0-9a-z]+$/);

/** What was deleted, or never came to be, is shown for a while. */
export const isGone = (state: string | undefined): boolean => state === 'deleted' || state === 'rejected';
