import { formatArn, parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html */
const streamName = /^[A-Za-z0-9_.-]{1,128}$/;

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisdatastreams.html */
export const streamArn = ({ partition, region, account }: Location, name: string): string =>
  formatArn({ partition, service: 'kinesis', region, account, resource: `stream/${name}` });

/** The name in the ARN of a stream. ARNs of its consumers have more parts. */
export const streamNameIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  const name = resource.startsWith('stream/') ? resource.slice('stream/'.length) : '';
  return service === 'kinesis' && streamName.test(name) ? name : undefined;
};

/** The name of the stream that is meant, by ARN or by its name. `undefined`: it is none of this place, or no stream. */
export const streamIn = (id: string, place: Location): string | undefined => {
  if (streamName.test(id)) return id;
  const name = streamNameIn(id);
  return name !== undefined && streamArn(place, name) === id ? name : undefined;
};
