import { formatArn, parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** https://docs.aws.amazon.com/fsx/latest/APIReference/API_FileSystem.html */
const fileSystemId = /^fs-[0-9a-f]{8,}$/;

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonfsx.html */
export const fileSystemArn = ({ partition, region, account }: Location, id: string): string =>
  formatArn({ partition, service: 'fsx', region, account, resource: `file-system/${id}` });

export const fileSystemIdIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  const id = resource.startsWith('file-system/') ? resource.slice('file-system/'.length) : '';
  return service === 'fsx' && fileSystemId.test(id) ? id : undefined;
};

/** The id of the file system that is meant, by ARN or id. `undefined`: it is none of this place, or no file system. */
export const fileSystemIn = (text: string, place: Location): string | undefined => {
  if (fileSystemId.test(text)) return text;
  const id = fileSystemIdIn(text);
  return id !== undefined && fileSystemArn(place, id) === text ? id : undefined;
};
