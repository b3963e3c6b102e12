import { formatArn, parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsglue.html */
export const jobArn = ({ partition, region, account }: Location, name: string): string =>
  formatArn({ partition, service: 'glue', region, account, resource: `job/${name}` });

/** The name in an ARN of a job, which may hold about any character; `undefined`: the ARN is of something else. */
export const jobNameIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  return service === 'glue' ? /^job\/(.+)$/.exec(resource)?.[1] : undefined;
};
