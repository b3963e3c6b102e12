import { parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** https://docs.aws.amazon.com/datasync/latest/userguide/API_DescribeLocationObjectStorage.html */
const isId = (text: string): boolean => /^loc-[0-9a-z]{17}$/.test(text);

export const locationArn = ({ partition, region, account }: Location, id: string): string =>
  `arn:${partition}:datasync:${region}:${account}:location/${id}`;

/** The id in the ARN of a location, or the text where it is one; `undefined`: something else. */
export const locationIdIn = (text: string): string | undefined => {
  if (isId(text)) return text;
  const { service, resource = '' } = parseArn(text) ?? {};
  const [kind, id = '', ...rest] = resource.split('/');
  return service === 'datasync' && kind === 'location' && rest.length === 0 && isId(id) ? id : undefined;
};

/** Locations of every kind are in one list, and have ARNs of one shape: the scheme of the URI tells them apart. */
export const isObjectStorage = (uri: string | undefined): boolean =>
  uri?.startsWith('object-storage://') === true;

/** The server in `object-storage://server/bucket/prefix/`. */
export const serverIn = (uri: string | undefined): string | undefined =>
  /^object-storage:\/\/([^/]+)/.exec(uri ?? '')?.[1];
