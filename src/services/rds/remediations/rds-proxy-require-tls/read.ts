import {
  DescribeDBProxiesCommand,
  paginateDescribeDBProxyEndpoints,
  paginateDescribeDBProxyTargets,
  RDSClient,
  type DBProxy,
} from '@aws-sdk/client-rds';
import { isNamed, orUnseen, unless } from '../../../../aws/error-names.ts';
import { allOf, bounded } from '../../../../aws/marked-pages.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { noDependants, type Dependants } from '../../../../dependants/words.ts';
import { proxyFamilyOf } from '../../facts/proxy.ts';
import { readinessOf } from './readiness.ts';

/** A name that another proxy has by now is not its name. `undefined`: it is gone. */
export const proxyOf = async ({ id: DBProxyName, arn }: Target, aws: Aws) => {
  const asking = aws.use(RDSClient).send(new DescribeDBProxiesCommand({ DBProxyName }));
  const answer = await unless('DBProxyNotFoundFault', undefined, asking);
  return answer?.DBProxies?.find(({ DBProxyArn }) => DBProxyArn === arn);
};

/** Instances and clusters that it leads to, sorted. */
const targetsOf = async (DBProxyName: string, aws: Aws): Promise<readonly string[]> => {
  const found: string[] = [];
  try {
    const pages = paginateDescribeDBProxyTargets({ client: aws.use(RDSClient) }, { DBProxyName });
    for await (const { Targets = [] } of bounded(pages))
      for (const { Type = 'target', RdsResourceId = '' } of Targets)
        found.push(`${Type.replace(/^(RDS|TRACKED)_/, '').toLowerCase()} ${RdsResourceId}`);
  } catch (error) {
    // Gone since it was read.
    if (!isNamed(error, 'DBProxyNotFoundFault')) throw error;
  }
  return [...new Set(found)].toSorted();
};

/** Those that its owner made besides its own. */
const endpointsOf = async (DBProxyName: string, aws: Aws): Promise<readonly string[]> => {
  const pages = paginateDescribeDBProxyEndpoints({ client: aws.use(RDSClient) }, { DBProxyName });
  // Gone since it was read: then it has none.
  const all = await unless('DBProxyNotFoundFault', [], allOf(bounded(pages)));
  return all.flatMap(({ DBProxyEndpoints = [] }) =>
    DBProxyEndpoints.flatMap(({ Endpoint }) => Endpoint ?? []),
  );
};

/** Who was told to connect to it. */
const dependantsOf = async (
  { DBProxyName = '', Endpoint, EngineFamily = '' }: DBProxy,
  aws: Aws,
): Promise<Dependants> => {
  // Loaded only for what would be changed.
  const { dependantsOn, namesHost } = await import('../../../../dependants/dependants.ts');
  const others = await orUnseen(endpointsOf(DBProxyName, aws));
  const hosts = [Endpoint ?? [], others === 'unseen' ? [] : others].flat();
  const engine = proxyFamilyOf(EngineFamily)?.engine;
  const found = await dependantsOn(
    { isMeant: hosts.length === 0 ? undefined : namesHost(hosts), ...(engine !== undefined && { engine }) },
    aws,
  );
  return others === 'unseen'
    ? { ...found, unseen: ['other endpoints of the proxy', ...found.unseen] }
    : found;
};

export const readProxy = async (target: Target, aws: Aws) => {
  const proxy = await proxyOf(target, aws);
  if (!proxy) return undefined;
  const { EngineFamily = '', RequireTLS = null, Status = '' } = proxy;
  const readiness = readinessOf(Status);
  const isDue = RequireTLS === false && readiness.is === 'ready';
  return {
    held: [{ on: target.arn, value: RequireTLS }],
    readiness,
    around: {
      family: EngineFamily,
      targets: await targetsOf(target.id, aws),
      dependants: isDue ? await dependantsOf(proxy, aws) : noDependants,
    },
  };
};
