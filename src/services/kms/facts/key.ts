import { formatArn, parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** A key's id; that of a multi-Region key is the same in every Region. */
const keyId = /^(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

export const isKeyId = (text: string): boolean => keyId.test(text);

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html */
export const keyArn = ({ partition, region, account }: Location, id: string): string =>
  formatArn({ partition, service: 'kms', region, account, resource: `key/${id}` });

/** The id in an ARN of a key; `undefined`: the ARN is of something else. */
export const keyIdIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  const id = service === 'kms' && resource.startsWith('key/') ? resource.slice('key/'.length) : '';
  return keyId.test(id) ? id : undefined;
};

/** What DescribeKey is asked for: an id, a key's ARN of this place, or an alias. `undefined`: nobody here is meant. */
export const askedAs = (id: string, place: Location): string | undefined => {
  const isHere = id === keyArn(place, keyIdIn(id) ?? '');
  return isKeyId(id) || isHere || /^alias\/[A-Za-z0-9/_-]+$/.test(id) ? id : undefined;
};
