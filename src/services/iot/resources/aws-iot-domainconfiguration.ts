import {
  DescribeDomainConfigurationCommand,
  IoTClient,
  ListDomainConfigurationsCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-iot';
import { isArnIn } from '../../../aws/arn.ts';
import { unless } from '../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { canMean, type Location, type Target } from '../../../core/model/target.ts';
import { oldestAmong } from '../../../aws/tls-policies.ts';
import { securityPoliciesIn } from '../facts/security-policies.ts';
import { domainConfigurationNameIn } from '../facts/domain-configuration.ts';

const type = 'AWS::IoT::DomainConfiguration';

/** Named by the last part of its ARN that people gave; the id behind it is AWS's. `undefined`: of somewhere else. */
const targetOf = (
  {
    domainConfigurationName: id,
    domainConfigurationArn: arn,
  }: {
    readonly domainConfigurationName?: string | undefined;
    readonly domainConfigurationArn?: string | undefined;
  },
  place: Location,
): Target | undefined => {
  const { account, region, partition } = place;
  return id !== undefined && arn !== undefined && isArnIn(arn, place)
    ? { account, region, partition, type, id, arn }
    : undefined;
};

const describe = (domainConfigurationName: string, aws: Aws) =>
  unless(
    'ResourceNotFoundException',
    undefined,
    aws.use(IoTClient).send(new DescribeDomainConfigurationCommand({ domainConfigurationName })),
  );

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (marker) => {
    const answer = await aws.use(IoTClient).send(new ListDomainConfigurationsCommand({ marker }));
    return { items: answer.domainConfigurations, next: answer.nextMarker };
  });
  for await (const one of pages) {
    const target = targetOf(one, place);
    if (target) yield target;
  }
}

/**
 * Domain configurations, the account's own endpoints (`iot:Data-ATS`) among them. AWS Config names one by its name; an ARN
 * carries an id besides, so that one is found by asking for it.
 */
const domainConfiguration: Resource = {
  type,
  arn: 'arn:{partition}:iot:{region}:{account}:domainconfiguration/{name}/{id}',
  configRecords: true,
  permissions: ['iot:DescribeDomainConfiguration', 'iot:ListDomainConfigurations', 'iot:ListTagsForResource'],
  idOf: domainConfigurationNameIn,
  resolve: async (id, place, aws) => {
    const name = domainConfigurationNameIn(id) ?? id;
    // What names can be: https://docs.aws.amazon.com/iot/latest/apireference/API_DescribeDomainConfiguration.html
    if (!/^[\w.:-]{1,128}$/.test(name) || (id.startsWith('arn:') && !isArnIn(id, place))) return undefined;
    const found = await describe(name, aws);
    const target = found && targetOf(found, place);
    // An ARN with another id is that of one that had the name before.
    return target && canMean(id, target) ? target : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ arn: resourceArn }, aws) => {
    const client = aws.use(IoTClient);
    const pages = everyPage(async (nextToken) => {
      const answer = await client.send(new ListTagsForResourceCommand({ resourceArn, nextToken }));
      return { items: answer.tags, next: answer.nextToken };
    });
    return tagsByKey(await allOf(pages));
  },
  terms: async ({ id, partition }, aws) => {
    const found = await describe(id, aws);
    if (!found) return [];
    const { tlsConfig: { securityPolicy } = {}, serverCertificates = [] } = found;
    const policy = securityPoliciesIn(partition).find(({ name }) => name === securityPolicy);
    const oldest = oldestAmong(policy?.protocols ?? []);
    const certificate = serverCertificates[0]?.serverCertificateArn;
    return [{ ...(oldest !== undefined && { oldest }), ...(certificate !== undefined && { certificate }) }];
  },
  endpoints: async ({ id }, aws) => {
    const found = await describe(id, aws);
    if (found?.domainName === undefined || found.domainConfigurationStatus === 'DISABLED') return [];
    const { domainName: host, domainType, serviceType = 'DATA', applicationProtocol = 'DEFAULT' } = found;
    // Credentials and jobs are asked for over HTTPS, and a domain may be for that or for WebSockets alone.
    const isMqtt = serviceType === 'DATA' && ['DEFAULT', 'SECURE_MQTT'].includes(applicationProtocol);
    const given = domainType === 'CUSTOMER_MANAGED' ? {} : { given: true as const };
    return [
      isMqtt
        ? { host, port: 8883, protocol: 'mqtt', ...given }
        : { host, port: 443, protocol: 'tls', ...given },
    ];
  },
};

export default domainConfiguration;
