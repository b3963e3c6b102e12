import {
  DatabaseMigrationServiceClient,
  DescribeCertificatesCommand,
  ListTagsForResourceCommand,
  paginateDescribeEndpoints,
  type Endpoint,
  type Filter,
} from '@aws-sdk/client-database-migration-service';
import { isArnIn } from '../../../aws/arn.ts';
import { isNamed, unless } from '../../../aws/error-names.ts';
import { bounded } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { CertificateSeen } from '../../../core/model/certificate-seen.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import type { Location, Target } from '../../../core/model/target.ts';
import { certificateSeen } from '../facts/certificate-seen.ts';
import { isEndpointArn, isEndpointIdentifier } from '../facts/endpoint.ts';

const type = 'AWS::DMS::Endpoint';

async function* described(Filters: Filter[] | undefined, aws: Aws): AsyncGenerator<Endpoint> {
  try {
    const paging = { client: aws.use(DatabaseMigrationServiceClient), stopOnSameToken: true };
    for await (const { Endpoints = [] } of bounded(
      paginateDescribeEndpoints(paging, Filters ? { Filters } : {}),
    ))
      yield* Endpoints;
  } catch (error) {
    // DMS says so where there is none.
    if (!isNamed(error, 'ResourceNotFoundFault')) throw error;
  }
}

async function* endpoints(
  filters: Filter[] | undefined,
  { account, region, partition }: Location,
  aws: Aws,
): AsyncGenerator<Target> {
  for await (const { EndpointArn: arn } of described(filters, aws))
    if (arn !== undefined) yield { account, region, partition, type, id: arn, arn };
}

const byArn = (arn: string): Filter[] => [{ Name: 'endpoint-arn', Values: [arn] }];

const resolve = async (id: string, place: Location, aws: Aws): Promise<Target | undefined> => {
  if (id.startsWith('arn:')) {
    if (!isArnIn(id, place) || !isEndpointArn(id)) return undefined;
    for await (const one of endpoints(byArn(id), place, aws)) if (one.arn === id) return one;
    return undefined;
  }
  if (!isEndpointIdentifier(id)) return undefined;
  const Filters = [{ Name: 'endpoint-id', Values: [id.toLowerCase()] }];
  for await (const one of endpoints(Filters, place, aws)) return one;
  return undefined;
};

const certificateOf = async (id: string, endpoint: string, aws: Aws): Promise<CertificateSeen> => {
  const Filters = [{ Name: 'certificate-arn', Values: [id] }];
  const asking = aws.use(DatabaseMigrationServiceClient).send(new DescribeCertificatesCommand({ Filters }));
  const { Certificates = [] } = (await unless('ResourceNotFoundFault', undefined, asking)) ?? {};
  return certificateSeen(id, Certificates.find((one) => one.CertificateArn === id) ?? {}, endpoint);
};

/** Endpoints of DMS: AWS Config names them by their ARN. */
const endpoint: Resource = {
  type,
  arn: 'arn:{partition}:dms:{region}:{account}:endpoint:{endpoint}',
  configRecords: true,
  permissions: ['dms:DescribeCertificates', 'dms:DescribeEndpoints', 'dms:ListTagsForResource'],
  idOf: (arn) => (isEndpointArn(arn) ? arn : undefined),
  resolve,
  list: (place, aws) => endpoints(undefined, place, aws),
  root: ({ arn }) => arn,
  tags: async ({ arn: ResourceArn }, aws) => {
    const { TagList = [] } = await aws
      .use(DatabaseMigrationServiceClient)
      .send(new ListTagsForResourceCommand({ ResourceArn }));
    return tagsByKey(TagList);
  },
  // Those that no endpoint names are nobody's.
  certificates: async ({ arn }, aws) => {
    for await (const one of described(byArn(arn), aws)) {
      if (one.EndpointArn !== arn) continue;
      const { CertificateArn, RedisSettings, KafkaSettings } = one;
      const named = [
        CertificateArn,
        RedisSettings?.SslCaCertificateArn,
        KafkaSettings?.SslCaCertificateArn,
        KafkaSettings?.SslClientCertificateArn,
      ].filter((text) => text !== undefined);
      return Promise.all([...new Set(named)].map((id) => certificateOf(id, arn, aws)));
    }
    return [];
  },
  // Engines that have settings of their own instead of a mode lead somewhere, too: the finding tells of them.
  onward: async ({ arn }, aws) => {
    for await (const { EndpointArn, ServerName: to, Port: port, SslMode } of described(byArn(arn), aws))
      if (EndpointArn === arn && to !== undefined)
        return [
          {
            to,
            ...(port !== undefined && { port }),
            ...(SslMode !== undefined && { encrypted: SslMode !== 'none' }),
          },
        ];
    return [];
  },
};

export default endpoint;
