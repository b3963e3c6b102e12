import { parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awstransferfamily.html */
export const serverArn = ({ partition, region, account }: Location, id: string): string =>
  `arn:${partition}:transfer:${region}:${account}:server/${id}`;

/** https://docs.aws.amazon.com/transfer/latest/APIReference/API_DescribeServer.html */
export const isServerId = (text: string): boolean => /^s-[0-9a-f]{17}$/.test(text);

/** The id in an ARN of a server; `undefined`: the ARN is of something else. */
export const serverIdIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  const id = service === 'transfer' ? /^server\/(.+)$/.exec(resource)?.[1] : undefined;
  return id !== undefined && isServerId(id) ? id : undefined;
};
