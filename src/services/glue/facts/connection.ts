import { formatArn, parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsglue.html */
export const connectionArn = ({ partition, region, account }: Location, name: string): string =>
  formatArn({ partition, service: 'glue', region, account, resource: `connection/${name}` });

/** The name in an ARN of a connection, which may hold about any character; `undefined`: the ARN is of something else. */
export const connectionNameIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  return service === 'glue' ? /^connection\/(.+)$/.exec(resource)?.[1] : undefined;
};
