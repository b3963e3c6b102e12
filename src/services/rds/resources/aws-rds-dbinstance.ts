import {
  paginateDescribeCertificates,
  paginateDescribeDBInstances,
  RDSClient,
  type Certificate,
  type DBInstance,
} from '@aws-sdk/client-rds';
import { isDenied, isNamed } from '../../../aws/error-names.ts';
import { bounded } from '../../../aws/marked-pages.ts';
import { authoritySeen, authorityShown, certificateSeen } from '../facts/certificate-seen.ts';
import { protocolOf } from '../facts/engines.ts';
import { instanceNameOf } from '../facts/names.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import type { Location, Target } from '../../../core/model/target.ts';

const type = 'AWS::RDS::DBInstance';

/** What AWS Config names an instance by; it stays the same when the instance is renamed. */
const resourceId = /^db-[A-Z0-9]{20,}$/;

type Asked =
  | { readonly DBInstanceIdentifier: string }
  | { readonly Filters: { Name: string; Values: string[] }[] };

/** Instances page by page; none when RDS knows no such instance. */
async function* instances(asked: Asked | object, aws: Aws): AsyncGenerator<DBInstance> {
  try {
    const pages = paginateDescribeDBInstances({ client: aws.use(RDSClient), stopOnSameToken: true }, asked);
    for await (const { DBInstances = [] } of bounded(pages)) yield* DBInstances;
  } catch (error) {
    if (!isNamed(error, 'DBInstanceNotFoundFault', 'DBInstanceNotFound')) throw error;
  }
}

const targetOf = (
  { DbiResourceId: id, DBInstanceArn: arn }: DBInstance,
  location: Location,
): Target | undefined =>
  id === undefined || arn === undefined
    ? undefined
    : { account: location.account, region: location.region, partition: location.partition, type, id, arn };

/** `id`: what an event carries (`db-…`), the instance's own name, or its ARN. */
const find = async (id: string, aws: Aws): Promise<DBInstance | undefined> => {
  const asked = resourceId.test(id)
    ? { Filters: [{ Name: 'dbi-resource-id', Values: [id] }] }
    : { DBInstanceIdentifier: id };
  for await (const instance of instances(asked, aws)) return instance;
  return undefined;
};

async function* list(location: Location, aws: Aws): AsyncGenerator<Target> {
  for await (const instance of instances({}, aws)) {
    const target = targetOf(instance, location);
    if (target) yield target;
  }
}

/** Those that RDS has here; `undefined` where we may not ask: what the instance itself shows is told all the same. */
const authorities = async (aws: Aws): Promise<readonly Certificate[] | undefined> => {
  const all: Certificate[] = [];
  try {
    const pages = paginateDescribeCertificates({ client: aws.use(RDSClient), stopOnSameToken: true }, {});
    for await (const { Certificates = [] } of bounded(pages)) all.push(...Certificates);
    return all;
  } catch (error) {
    if (isDenied(error)) return undefined;
    throw error;
  }
};

/**
 * DB instances, those of Aurora, Neptune and DocumentDB clusters too: RDS lists them together. AWS Config names them
 * by `DbiResourceId`, people by name or ARN.
 *
 * The lease covers the instance, not its parameter group, although several may share one: a target names only the
 * instance. Two workers that set the same parameter of a shared group meet in the engine's comparison: the second
 * one finds it set already and writes nothing.
 */
const dbInstance: Resource = {
  type,
  arn: 'arn:{partition}:rds:{region}:{account}:db:{lower}',
  configRecords: true,
  permissions: ['rds:DescribeCertificates', 'rds:DescribeDBInstances'],
  idOf: instanceNameOf,
  resolve: async (id, location, aws) => {
    const found = await find(id, aws);
    return found && targetOf(found, location);
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ id }, aws) => {
    const found = await find(id, aws);
    return tagsByKey(found?.TagList ?? []);
  },
  certificates: async (target, aws) => {
    const found = await find(target.id, aws);
    if (!found) return [];
    const authority = authorityShown(found);
    const own = certificateSeen(target.arn, found);
    return authority === undefined
      ? own
      : [
          ...own,
          authoritySeen(authority, await authorities(aws), target, found.CertificateDetails?.ValidTill),
        ];
  },
  endpoints: async ({ id }, aws) => {
    const {
      Endpoint: { Address, Port } = {},
      Engine = '',
      DBSubnetGroup,
      PubliclyAccessible,
    } = (await find(id, aws)) ?? {};
    const internal = PubliclyAccessible !== true;
    const vpc = DBSubnetGroup?.VpcId;
    const protocol = protocolOf(Engine);
    // There is none while the instance is being made.
    return protocol && Address !== undefined && Port !== undefined
      ? [
          {
            host: Address,
            port: Port,
            protocol,
            ...(vpc !== undefined && { vpc }),
            ...(internal && { internal }),
          },
        ]
      : [];
  },
};

export default dbInstance;
