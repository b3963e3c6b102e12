import {
  ListTagsForResourceCommand,
  paginateDescribeDBProxies,
  paginateDescribeDBProxyTargets,
  RDSClient,
  type DBProxy,
} from '@aws-sdk/client-rds';
import { isArnIn } from '../../../aws/arn.ts';
import { isNamed } from '../../../aws/error-names.ts';
import { bounded } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import type { Location, Target } from '../../../core/model/target.ts';
import { databaseOf, isProxyArn, isProxyName, proxyFamilyOf } from '../facts/proxy.ts';

const type = 'AWS::RDS::DBProxy';

async function* proxies(DBProxyName: string | undefined, aws: Aws): AsyncGenerator<DBProxy> {
  try {
    const paging = { client: aws.use(RDSClient), stopOnSameToken: true };
    const pages = paginateDescribeDBProxies(paging, DBProxyName === undefined ? {} : { DBProxyName });
    for await (const { DBProxies = [] } of bounded(pages)) yield* DBProxies;
  } catch (error) {
    if (!isNamed(error, 'DBProxyNotFoundFault')) throw error;
  }
}

const targetOf = (
  { DBProxyName: id, DBProxyArn: arn }: DBProxy,
  { account, region, partition }: Location,
): Target | undefined =>
  id === undefined || arn === undefined ? undefined : { account, region, partition, type, id, arn };

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  for await (const proxy of proxies(undefined, aws)) {
    const target = targetOf(proxy, place);
    if (target) yield target;
  }
}

const resolve = async (id: string, place: Location, aws: Aws): Promise<Target | undefined> => {
  if (id.startsWith('arn:')) {
    if (!isArnIn(id, place) || !isProxyArn(id)) return undefined;
    // No operation takes it: all are looked through.
    for await (const one of list(place, aws)) if (one.arn === id) return one;
    return undefined;
  }
  if (!isProxyName(id)) return undefined;
  for await (const proxy of proxies(id, aws)) return targetOf(proxy, place);
  return undefined;
};

/** Proxies of RDS and Aurora. AWS Config does not record them: its rule names them. */
const dbProxy: Resource = {
  type,
  arn: 'arn:{partition}:rds:{region}:{account}:db-proxy:{proxy}',
  permissions: ['rds:DescribeDBProxies', 'rds:DescribeDBProxyTargets', 'rds:ListTagsForResource'],
  idOf: (arn) => (isProxyArn(arn) ? arn : undefined),
  resolve,
  list,
  root: ({ arn }) => arn,
  tags: async ({ arn: ResourceName }, aws) => {
    const { TagList = [] } = await aws.use(RDSClient).send(new ListTagsForResourceCommand({ ResourceName }));
    return tagsByKey(TagList);
  },
  // AWS says of RequireTLS both that it is about clients and that it is about databases: what the database demands tells.
  onward: async ({ id: DBProxyName, ...place }, aws) => {
    const databases = new Set<string>();
    try {
      const paging = { client: aws.use(RDSClient), stopOnSameToken: true };
      for await (const { Targets = [] } of bounded(paginateDescribeDBProxyTargets(paging, { DBProxyName })))
        for (const one of Targets) databases.add(databaseOf(one, place) ?? '');
    } catch (error) {
      if (!isNamed(error, 'DBProxyNotFoundFault')) throw error;
    }
    return [...databases].filter((to) => to !== '').map((to) => ({ to }));
  },
  // Its own endpoint. Others that people have added to it lead to the same proxy, maybe from another VPC.
  endpoints: async ({ id }, aws) => {
    for await (const { Endpoint, EngineFamily = '', VpcId } of proxies(id, aws)) {
      const family = proxyFamilyOf(EngineFamily);
      if (!family || Endpoint === undefined) return [];
      const { protocol, port } = family;
      // No proxy is reached from the internet: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.html
      return [{ host: Endpoint, port, protocol, ...(VpcId !== undefined && { vpc: VpcId }), internal: true }];
    }
    return [];
  },
};

export default dbProxy;
