import { formatArn, parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateEventBus.html */
const name = /^[/.\-_A-Za-z0-9]{1,256}$/;

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html */
export const busArn = ({ partition, region, account }: Location, id: string): string =>
  formatArn({ partition, service: 'events', region, account, resource: `event-bus/${id}` });

/** The name in an ARN of an event bus; `undefined`: the ARN is of something else. */
export const busNameIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  const id = resource.startsWith('event-bus/') ? resource.slice('event-bus/'.length) : '';
  return service === 'events' && name.test(id) ? id : undefined;
};

/** The name of the bus that is meant, by ARN or by name. `undefined`: it is none of this place, or no bus. */
export const busNamed = (id: string, place: Location): string | undefined => {
  const found = busNameIn(id) ?? id;
  return name.test(found) && [found, busArn(place, found)].includes(id) ? found : undefined;
};

/**
 * A bus of a partner has the name of its event source, and takes its events alone.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-saas.html
 */
export const isOfPartner = (id: string): boolean => id.startsWith('aws.partner/');
