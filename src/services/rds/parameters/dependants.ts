import { paginateDescribeDBProxies, paginateDescribeDBProxyTargets, RDSClient } from '@aws-sdk/client-rds';
import { orUnseen } from '../../../aws/error-names.ts';
import { bounded } from '../../../aws/marked-pages.ts';
import type { Dependants as Others } from '../../../dependants/words.ts';
import type { Aws } from '../../../core/model/remediation.ts';

/** Other AWS services that may speak plaintext to an instance. Names, sorted. */
export interface Dependants extends Others {
  readonly proxies: readonly string[];
}

const once = (names: readonly string[]): readonly string[] => [...new Set(names)].toSorted();

/** What a proxy has a cluster as a whole for, and a single instance. */
export type ProxyTarget = 'RDS_INSTANCE' | 'TRACKED_CLUSTER';

/** Proxies in front of it that do not enforce TLS. */
const proxiesTo = async (name: string, kind: ProxyTarget, aws: Aws): Promise<readonly string[]> => {
  const paging = { client: aws.use(RDSClient) };
  const found: string[] = [];
  for await (const { DBProxies = [] } of bounded(paginateDescribeDBProxies(paging, {})))
    for (const { DBProxyName, RequireTLS } of DBProxies) {
      if (DBProxyName === undefined || RequireTLS === true) continue;
      for await (const { Targets = [] } of bounded(paginateDescribeDBProxyTargets(paging, { DBProxyName })))
        if (Targets.some(({ Type, RdsResourceId }) => Type === kind && RdsResourceId === name))
          found.push(DBProxyName);
    }
  return once(found);
};

/** What can be read of who connects to an instance or a cluster; what cannot be read is named, not failed upon. */
export const dependantsOf = async (
  {
    name,
    address,
    others = [],
    engine,
    proxied,
    kind = 'RDS_INSTANCE',
  }: {
    readonly name: string;
    readonly address: string | undefined;
    /** More hosts by which it is reached: those of readers. */
    readonly others?: readonly string[];
    /** Its name for people. */
    readonly engine: string;
    /** RDS Proxy does not know the engine. */
    readonly proxied?: false;
    readonly kind?: ProxyTarget;
  },
  aws: Aws,
): Promise<Dependants> => {
  // Loaded only for what would be changed.
  const { dependantsOn, namesHost } = await import('../../../dependants/dependants.ts');
  const isMeant = address === undefined ? undefined : namesHost([address, ...others]);
  const [proxies, rest] = await Promise.all([
    proxied === false ? [] : orUnseen(proxiesTo(name, kind, aws)),
    dependantsOn({ isMeant, engine }, aws),
  ]);
  return {
    ...rest,
    proxies: proxies === 'unseen' ? [] : proxies,
    unseen: [...(proxies === 'unseen' ? ['RDS proxies'] : []), ...rest.unseen],
  };
};
