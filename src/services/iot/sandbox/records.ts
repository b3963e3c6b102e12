import * as z from 'zod/mini';
import { tagRecords, type Tags } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const domainConfiguration = z.strictObject({
  domainConfigurationName: z.string(),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  domainName: z.optional(z.string()),
  domainType: z._default(z.string(), 'AWS_MANAGED'),
  serviceType: z._default(z.string(), 'DATA'),
  applicationProtocol: z._default(z.string(), 'DEFAULT'),
  domainConfigurationStatus: z._default(z.string(), 'ENABLED'),
  /** `null`: AWS IoT names none. */
  tlsConfig: z._default(z.nullable(z.strictObject({ securityPolicy: z.string() })), {
    securityPolicy: 'IoTSecurityPolicy_TLS13_1_2_2022_10',
  }),
  authorizerConfig: z.optional(z.strictObject({ defaultAuthorizerName: z.string() })),
  Tags: tagRecords,
});

/** Domain configurations, as DescribeDomainConfiguration tells of them. */
export const iotRecords = z.strictObject({
  DomainConfigurations: z._default(z.array(domainConfiguration), []),
});

type Record = z.output<typeof domainConfiguration>;
interface DomainConfiguration extends Omit<Record, 'Region' | 'Tags'> {
  readonly Region: string;
  readonly domainConfigurationArn: string;
  readonly Tags: Tags;
}
export interface Iot {
  /** Every domain configuration of the account. */
  readonly DomainConfigurations: readonly DomainConfiguration[];
}

/** Those that people make get an id besides. */
const arnOf = (name: string, region: string, { partition, account }: Where): string =>
  `arn:${partition}:iot:${region}:${account}:domainconfiguration/${name}${name.includes(':') ? '' : '/34ga9'}`;

/** The records with AWS's defaults. */
export const loadIot = ({ DomainConfigurations }: z.output<typeof iotRecords>, where: Where): Iot => ({
  DomainConfigurations: DomainConfigurations.map(({ Region = where.region, ...rest }) => ({
    domainName: `d0123456789abcdefghij-ats.iot.${Region}.amazonaws.com`,
    ...rest,
    Region,
    domainConfigurationArn: arnOf(rest.domainConfigurationName, Region, where),
  })),
});
