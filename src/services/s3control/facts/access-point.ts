import { formatArn, parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/**
 * No dots, as those of Multi-Region Access Points have (`….mrap`); and neither aliases nor what directory buckets have.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-restrictions-limitations-naming-rules.html
 */
const name = /^(?!.*(?:-s3alias|--xa--s3)$)[a-z0-9][a-z0-9-]{1,48}[a-z0-9]$/;

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
export const accessPointArn = ({ partition, region, account }: Location, id: string): string =>
  formatArn({ partition, service: 's3', region, account, resource: `accesspoint/${id}` });

/** The name in an ARN of an access point; `undefined`: the ARN is of something else. */
export const accessPointNameIn = (text: string): string | undefined => {
  const { service, region, resource = '' } = parseArn(text) ?? {};
  const [kind, id = '', ...more] = resource.split('/');
  const isPoint = service === 's3' && region !== '' && kind === 'accesspoint' && more.length === 0;
  return isPoint && name.test(id) ? id : undefined;
};

/** The name of the access point that is meant, by ARN or by name. `undefined`: it is none of this place, or no access point. */
export const accessPointNamed = (id: string, place: Location): string | undefined => {
  const found = accessPointNameIn(id) ?? id;
  return name.test(found) && [found, accessPointArn(place, found)].includes(id) ? found : undefined;
};
