import {
  DescribeDBClustersCommand,
  paginateDescribeDBInstances,
  RDSClient,
  type DBCluster,
} from '@aws-sdk/client-rds';
import { bounded } from '../../aws/marked-pages.ts';
import type { NotKnown, Question } from '../../core/model/evidence.ts';
import type { Asking } from '../source.ts';
import { postgres, readGroup } from './groups.ts';
import { clusterParameterOf, isOn, logConnections, parameterOf } from './parameters.ts';

/** The log of all instances of a cluster, in one log group: files of its instances are kept for days only. */

/** Neither the audit log nor any other of Aurora MySQL and DocumentDB has a field for TLS, and no option group can be had there. */
const hasLog = (engine: unknown): boolean => engine === 'aurora-postgresql' || engine === 'postgres';

const costs = 'A line for each connection; about 0.50 dollars for each GB in CloudWatch Logs.';

const notWritten = (instances: readonly string[]): NotKnown => ({
  is: 'unknown',
  why: 'off',
  says: `log_connections is off for ${instances.join(', ')}, so PostgreSQL does not write who connects there.`,
  enable: {
    how: 'Set log_connections to 1 in its DB cluster parameter group (dynamic: no reboot) and take it out of the DB parameter groups of its instances, which win.',
    costs,
  },
});
const notExported: NotKnown = {
  is: 'unknown',
  why: 'off',
  says: 'The cluster does not export its postgresql log to CloudWatch Logs, where the logs of all its instances are together.',
  enable: {
    how: 'Export the postgresql log of the cluster to CloudWatch Logs, and set log_connections to 1 in its DB cluster parameter group (dynamic: no reboot).',
    costs,
  },
};

/** Instances that do not write who connects. What the parameter group of an instance sets wins over that of the cluster. */
const silentIn = async (
  { DBClusterIdentifier = '', DBClusterParameterGroup: group }: DBCluster,
  asking: Asking,
): Promise<readonly string[]> => {
  const { look, target } = asking;
  const ofCluster = group === undefined ? undefined : await clusterParameterOf(group, logConnections, asking);
  const Filters = [{ Name: 'db-cluster-id', Values: [DBClusterIdentifier] }];
  const members: { readonly name: string; readonly group: string | undefined }[] = [];
  const pages = paginateDescribeDBInstances({ client: look(target).use(RDSClient) }, { Filters });
  for await (const { DBInstances = [] } of bounded(pages))
    for (const { DBInstanceIdentifier: name = '(no name)', DBParameterGroups: [own] = [] } of DBInstances)
      members.push({ name, group: own?.DBParameterGroupName });
  const known = new Map<string, boolean>();
  const isOnIn = async (ofInstance: string | undefined): Promise<boolean> => {
    const one = ofInstance === undefined ? undefined : await parameterOf(ofInstance, logConnections, asking);
    return isOn((one?.Source === 'user' ? one : ofCluster)?.ParameterValue);
  };
  const silent: string[] = [];
  for (const { name, group: own } of members) {
    const isWriting = known.get(own ?? '') ?? (await isOnIn(own));
    known.set(own ?? '', isWriting);
    if (!isWriting) silent.push(name);
  }
  // A cluster without instances writes nothing.
  return members.length === 0 ? ['a cluster without instances'] : silent;
};

export const notObservable = (engine: NonNullable<Question['given']>[string] | undefined): NotKnown => ({
  is: 'unknown',
  why: 'not-observable',
  says: `Nothing in AWS records whether clients of ${String(engine ?? 'this engine')} use TLS.`,
});

/** What people call the instance or cluster that is asked about by its ARN. */
export const nameIn = ({ of }: Question): string => of.slice(of.lastIndexOf(':') + 1);

export const readCluster = async (asking: Asking, until: Date) => {
  const { question, target, look } = asking;
  const engine = question.given?.['engine'];
  if (!hasLog(engine)) return notObservable(engine);
  const name = nameIn(question);
  const { DBClusters: [cluster] = [] } = await look(target)
    .use(RDSClient)
    .send(new DescribeDBClustersCommand({ DBClusterIdentifier: name }));
  if (!cluster?.EnabledCloudwatchLogsExports?.includes('postgresql')) return notExported;
  const instances = await silentIn(cluster, asking);
  if (instances.length > 0) return notWritten(instances);
  const group = `/aws/rds/cluster/${name}/postgresql`;
  const counts = await readGroup(group, postgres, until, asking);
  // Pools that connected before the window, and stay, are in no log of it: never complete.
  return counts
    ? ({
        is: 'read',
        complete: false,
        until: until.toISOString(),
        source: `the PostgreSQL log in log group ${group}`,
        ...counts,
      } as const)
    : notExported;
};
