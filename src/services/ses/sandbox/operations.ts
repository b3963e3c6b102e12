import { withDropped } from '../../../aws/dropped-members.ts';
import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operations, type Refusal, type World } from '../../../sandbox/world.ts';
import type { ConfigurationSet, DeliveryOptions } from './records.ts';

const api = 'https://docs.aws.amazon.com/ses/latest/APIReference-V2/';

interface Named {
  readonly ConfigurationSetName?: string;
}
const missing = (what: string): Refusal =>
  refuse('NotFoundException', 404, `${what} does not exist.`, `${api}API_GetConfigurationSet.html`);
const bad = (why: string, page: string): Refusal =>
  refuse('BadRequestException', 400, why, `${api}${page}.html`);

const configurationSets = recordsOf<ConfigurationSet, Named>({
  all: (world) => world.ses.ConfigurationSets,
  with: (world, ConfigurationSets): World => ({ ...world, ses: { ...world.ses, ConfigurationSets } }),
  is: (item, { ConfigurationSetName: name }, { region }) =>
    item.ConfigurationSetName === name && item.Region === region,
  missing: ({ ConfigurationSetName: name }) => missing(`Configuration set <${name}>`),
});

const put = 'API_PutConfigurationSetDeliveryOptions';
const refusalOf = (
  { TlsPolicy, MaxDeliverySeconds, SendingPoolName }: DeliveryOptions,
  { ses }: World,
): Refusal | undefined => {
  if (TlsPolicy !== undefined && !['REQUIRE', 'OPTIONAL'].includes(TlsPolicy))
    return bad(`Value '${TlsPolicy}' at 'tlsPolicy' failed to satisfy constraint`, put);
  if (MaxDeliverySeconds !== undefined && (MaxDeliverySeconds < 300 || MaxDeliverySeconds > 50_400))
    return bad('MaxDeliverySeconds is from 300 to 50400', put);
  if (SendingPoolName !== undefined && !ses.DedicatedIpPools.includes(SendingPoolName))
    return missing(`Dedicated IP pool <${SendingPoolName}>`);
  return undefined;
};

/** What the sandbox plays of it. */
export const ses: Operations = {
  // API_ListConfigurationSets.html: names alone.
  ListConfigurationSets: lists({
    as: 'ConfigurationSets',
    token: 'NextToken',
    wrong: (message) => bad(message, 'API_ListConfigurationSets'),
    items: (world, _input: object, { region }) =>
      world.ses.ConfigurationSets.filter(({ Region }) => Region === region).map(
        ({ ConfigurationSetName }) => ConfigurationSetName,
      ),
  }),
  // API_GetConfigurationSet.html
  GetConfigurationSet: configurationSets.reads(
    ({ ConfigurationSetName, DeliveryOptions: delivery, SendingOptions, Tags, Dropped = [] }) =>
      withDropped(
        { ConfigurationSetName, DeliveryOptions: delivery, SendingOptions, Tags: tagList(Tags) },
        Dropped,
      ),
  ),
  // API_GetConfigurationSetEventDestinations.html: all at once.
  GetConfigurationSetEventDestinations: configurationSets.reads(({ EventDestinations }) => ({
    EventDestinations,
  })),
  // API_PutConfigurationSetDeliveryOptions.html: what it does not name is not there afterwards.
  PutConfigurationSetDeliveryOptions: configurationSets.changes(
    (item, { ConfigurationSetName: _name, ...options }: Named & DeliveryOptions, _context, world) =>
      refusalOf(options, world) ?? { item: { ...item, DeliveryOptions: options } },
  ),
};
