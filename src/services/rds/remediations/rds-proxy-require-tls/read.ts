import { DescribeDBProxiesCommand, paginateDescribeDBProxyTargets, RDSClient } from '@aws-sdk/client-rds';
import { isNamed, unless } from '../../../../aws/error-names.ts';
import { bounded } from '../../../../aws/marked-pages.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
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

export const readProxy = async (target: Target, aws: Aws) => {
  const proxy = await proxyOf(target, aws);
  if (!proxy) return undefined;
  const { EngineFamily = '', RequireTLS = null, Status = '' } = proxy;
  return {
    held: [{ on: target.arn, value: RequireTLS }],
    readiness: readinessOf(Status),
    around: {
      family: EngineFamily,
      targets: await targetsOf(target.id, aws),
    },
  };
};
