import { GetBootstrapBrokersCommand, KafkaClient } from '@aws-sdk/client-kafka';
import { isNamed, orUnseen } from '../../../aws/error-names.ts';
import { allOf, bounded } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Target } from '../../../core/model/target.ts';
import { domainsIn, plaintextDmsEndpoints, plaintextGlueConnections } from '../facts/dependants.ts';

/** Other AWS services that were given plaintext addresses of a cluster. Names, sorted. */
export interface Dependants {
  readonly dmsEndpoints: readonly string[];
  readonly glueConnections: readonly string[];
  /** What could not be looked through, in words. */
  readonly unseen: readonly string[];
}

/** The SDK clients of DMS and Glue are loaded only for a cluster that would be changed. */
const dmsEndpointsTo = async (domains: ReadonlySet<string>, aws: Aws): Promise<readonly string[]> => {
  const { DatabaseMigrationServiceClient, paginateDescribeEndpoints } =
    await import('@aws-sdk/client-database-migration-service');
  try {
    const paging = { client: aws.use(DatabaseMigrationServiceClient) };
    const pages = await allOf(bounded(paginateDescribeEndpoints(paging, {})));
    return plaintextDmsEndpoints(
      domains,
      pages.flatMap(({ Endpoints = [] }) => Endpoints),
    );
  } catch (error) {
    // DMS says so when there is none: https://docs.aws.amazon.com/dms/latest/APIReference/API_DescribeEndpoints.html
    if (isNamed(error, 'ResourceNotFoundFault')) return [];
    throw error;
  }
};

const glueConnectionsTo = async (domains: ReadonlySet<string>, aws: Aws): Promise<readonly string[]> => {
  const { GlueClient, paginateGetConnections } = await import('@aws-sdk/client-glue');
  const paging = { client: aws.use(GlueClient) };
  // Passwords are none of our business.
  const pages = await allOf(bounded(paginateGetConnections(paging, { HidePassword: true })));
  return plaintextGlueConnections(
    domains,
    pages.flatMap(({ ConnectionList = [] }) => ConnectionList),
  );
};

/** What can be read of who was given plaintext addresses; what cannot be read is named, not failed upon. */
export const dependantsOf = async ({ arn: ClusterArn }: Target, aws: Aws): Promise<Dependants> => {
  const shown = await aws.use(KafkaClient).send(new GetBootstrapBrokersCommand({ ClusterArn }));
  const domains = domainsIn([shown.BootstrapBrokerString, shown.BootstrapBrokerStringIpv6]);
  const [dms, glue] =
    // Without its addresses nothing can be compared with them.
    domains.size === 0
      ? (['unseen', 'unseen'] as const)
      : await Promise.all([
          orUnseen(dmsEndpointsTo(domains, aws)),
          orUnseen(glueConnectionsTo(domains, aws)),
        ]);
  return {
    dmsEndpoints: dms === 'unseen' ? [] : dms,
    glueConnections: glue === 'unseen' ? [] : glue,
    unseen: [
      ...(dms === 'unseen' ? ['DMS endpoints'] : []),
      ...(glue === 'unseen' ? ['Glue connections'] : []),
    ],
  };
};
