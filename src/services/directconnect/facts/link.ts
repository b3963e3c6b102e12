import { formatArn, parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** As AWS calls them in ids and in ARNs: a connection, and a link aggregation group. */
export type Kind = 'dxcon' | 'dxlag';

const isId = (kind: Kind, text: string): boolean => new RegExp(`^${kind}-[0-9a-z]+$`).test(text);

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsdirectconnect.html */
export const arnOf =
  (kind: Kind) =>
  ({ partition, region, account }: Location, id: string): string =>
    formatArn({ partition, service: 'directconnect', region, account, resource: `${kind}/${id}` });

export const idIn =
  (kind: Kind) =>
  (text: string): string | undefined => {
    const { service, resource = '' } = parseArn(text) ?? {};
    const id = resource.startsWith(`${kind}/`) ? resource.slice(kind.length + 1) : '';
    return service === 'directconnect' && isId(kind, id) ? id : undefined;
  };

/** The id of what is meant, by ARN or id. `undefined`: it is none of this place, or of the other kind. */
export const meantBy = (kind: Kind, text: string, place: Location): string | undefined => {
  if (isId(kind, text)) return text;
  const id = idIn(kind)(text);
  return id !== undefined && arnOf(kind)(place, id) === text ? id : undefined;
};

/** What was deleted, or never came to be, is shown for a while. */
export const isGone = (state: string | undefined): boolean => state === 'deleted' || state === 'rejected';
