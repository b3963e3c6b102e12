import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operations } from '../../../sandbox/world.ts';

const api = 'https://docs.aws.amazon.com/iot/latest/apireference/';

const invalid = (message: string, page: string) =>
  refuse('InvalidRequestException', 400, message, `${api}${page}`);

interface Named {
  readonly domainConfigurationName?: string;
  readonly resourceArn?: string;
}
const domainConfigurations = recordsOf({
  all: (world) => world.iot.DomainConfigurations,
  with: (world, DomainConfigurations) => ({ ...world, iot: { ...world.iot, DomainConfigurations } }),
  is: (item, { domainConfigurationName, resourceArn }: Named, { region }) =>
    item.Region === region &&
    (domainConfigurationName === item.domainConfigurationName || resourceArn === item.domainConfigurationArn),
  missing: () =>
    refuse(
      'ResourceNotFoundException',
      404,
      'The domain configuration does not exist.',
      `${api}API_DescribeDomainConfiguration.html`,
    ),
});

/** Everywhere; in GovCloud alone; everywhere else; nowhere in China. iot-endpoints-tls-config.html */
const policies = {
  any: ['TLS12_1_0_2015_01', 'TLS12_1_0_2016_01', 'TLS12_1_2_2022_10'],
  gov: ['TLS13_1_2_2022_01'],
  others: ['TLS13_1_2_2022_10', 'TLS13_1_3_2022_10'],
};
const isOffered = (name: string, arn: string): boolean =>
  !arn.startsWith('arn:aws-cn:') &&
  [...policies.any, ...(arn.startsWith('arn:aws-us-gov:') ? policies.gov : policies.others)].includes(
    name.replace('IoTSecurityPolicy_', ''),
  );

interface Update extends Named {
  readonly tlsConfig?: { readonly securityPolicy?: string };
  readonly authorizerConfig?: { readonly defaultAuthorizerName: string };
}

/** What the sandbox plays of AWS IoT. */
export const iot: Operations = {
  /** API_ListDomainConfigurations.html */
  ListDomainConfigurations: lists({
    as: 'domainConfigurations',
    token: 'marker',
    next: 'nextMarker',
    wrong: (message) => invalid(message, 'API_ListDomainConfigurations.html'),
    items: (world, _input: object, { region }) =>
      world.iot.DomainConfigurations.filter(({ Region }) => Region === region).map(
        ({ domainConfigurationName, domainConfigurationArn, serviceType }) => ({
          domainConfigurationName,
          domainConfigurationArn,
          serviceType,
        }),
      ),
  }),
  /** API_DescribeDomainConfiguration.html */
  DescribeDomainConfiguration: domainConfigurations.reads(
    ({ Tags: _tags, Region: _region, tlsConfig, ...rest }) => ({
      ...rest,
      serverCertificates: [],
      ...(tlsConfig && { tlsConfig }),
    }),
  ),
  /** API_UpdateDomainConfiguration.html: what is left out stays as it is. */
  UpdateDomainConfiguration: domainConfigurations.changes((item, { tlsConfig, authorizerConfig }: Update) => {
    const { securityPolicy } = tlsConfig ?? {};
    if (securityPolicy !== undefined && !isOffered(securityPolicy, item.domainConfigurationArn))
      return invalid(`Invalid security policy: ${securityPolicy}`, 'API_UpdateDomainConfiguration.html');
    const { domainConfigurationName, domainConfigurationArn } = item;
    return {
      item: {
        ...item,
        ...(securityPolicy !== undefined && { tlsConfig: { securityPolicy } }),
        ...(authorizerConfig && { authorizerConfig }),
      },
      output: { domainConfigurationName, domainConfigurationArn },
    };
  }),
  /** API_ListTagsForResource.html */
  ListTagsForResource: domainConfigurations.reads(({ Tags }) => ({ tags: tagList(Tags) })),
};
