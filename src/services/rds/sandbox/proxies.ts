import { after } from '../../../sandbox/kit/records.ts';
import { refuse, type Operation, type Operations, type Refusal, type World } from '../../../sandbox/world.ts';
import type { Proxy } from './records.ts';
import { api, paged, pageSize, type Paging } from './world.ts';

const noProxy = (name: string): Refusal =>
  refuse('DBProxyNotFoundFault', 404, `DB proxy ${name} not found.`, `${api}API_DescribeDBProxies.html`);

const proxiesIn = (world: World, region: string): readonly Proxy[] =>
  region === world.rds.region ? world.rds.DBProxies : [];

/** As AWS tells of it: what it leads to and its tags are other questions. */
const told = (
  { Targets: _targets, TagList: _tags, Endpoints: _endpoints, Endpoint, RequireTLS, ...proxy }: Proxy,
  region: string,
) => ({
  ...proxy,
  ...(Endpoint !== null && {
    Endpoint: Endpoint ?? `${proxy.DBProxyName}.proxy-c0sandbox.${region}.rds.amazonaws.com`,
  }),
  ...(RequireTLS !== null && { RequireTLS }),
});

const describeDBProxies: Operation<Paging & { readonly DBProxyName?: string }> = (
  world,
  input,
  { region },
) => {
  const { DBProxyName: name } = input;
  const all = proxiesIn(world, region).filter(
    ({ DBProxyName }) => name === undefined || DBProxyName === name.toLowerCase(),
  );
  if (name !== undefined && all.length === 0) return noProxy(name);
  const page = paged(all, input, pageSize, 'API_DescribeDBProxies.html');
  return 'refusal' in page
    ? page
    : { world, output: { DBProxies: page.items.map((one) => told(one, region)), ...page.next } };
};

const describeDBProxyTargets: Operation<Paging & { readonly DBProxyName: string }> = (world, input) => {
  const proxy = world.rds.DBProxies.find(({ DBProxyName }) => DBProxyName === input.DBProxyName);
  if (!proxy) return noProxy(input.DBProxyName);
  const page = paged(proxy.Targets, input, pageSize, 'API_DescribeDBProxyTargets.html');
  return 'refusal' in page ? page : { world, output: { Targets: page.items, ...page.next } };
};

/** Without those that AWS makes: each proxy names its own. */
const describeDBProxyEndpoints: Operation<Paging & { readonly DBProxyName: string }> = (world, input) => {
  const proxy = world.rds.DBProxies.find(({ DBProxyName }) => DBProxyName === input.DBProxyName);
  if (!proxy) return noProxy(input.DBProxyName);
  const page = paged(proxy.Endpoints, input, pageSize, 'API_DescribeDBProxyEndpoints.html');
  return 'refusal' in page ? page : { world, output: { DBProxyEndpoints: page.items, ...page.next } };
};

const withProxy = (world: World, name: string, over: Partial<Proxy>): World => ({
  ...world,
  rds: {
    ...world.rds,
    DBProxies: world.rds.DBProxies.map((one) => (one.DBProxyName === name ? { ...one, ...over } : one)),
  },
});

/** RDS keeps no such proxy, however it would come about. */
export const demandsIamWithoutTls = ({ RequireTLS, Auth }: Pick<Proxy, 'RequireTLS' | 'Auth'>): boolean =>
  RequireTLS === false && Auth.some(({ IAMAuth }) => IAMAuth === 'REQUIRED');

interface Modify {
  readonly DBProxyName: string;
  readonly RequireTLS?: boolean;
  readonly IdleClientTimeout?: number;
  readonly Auth?: Proxy['Auth'];
}
/** Nothing that is left out changes. It is `modifying` for a while, and takes no other change meanwhile. */
const modifyDBProxy: Operation<Modify> = (
  world,
  { DBProxyName: name, RequireTLS, IdleClientTimeout, Auth },
  { now, region },
) => {
  const proxy = proxiesIn(world, region).find(({ DBProxyName }) => DBProxyName === name);
  if (!proxy) return noProxy(name);
  if (proxy.Status !== 'available')
    return refuse(
      'InvalidDBProxyStateFault',
      400,
      `DB proxy ${name} is ${proxy.Status}.`,
      `${api}API_ModifyDBProxy.html`,
    );
  if (demandsIamWithoutTls({ RequireTLS: RequireTLS ?? proxy.RequireTLS, Auth: Auth ?? proxy.Auth }))
    return refuse(
      'InvalidParameterValue',
      400,
      'Must enable TLS, when IAM Auth is required',
      'https://github.com/cds-snc/notification-terraform/pull/283',
    );
  const over = {
    Status: 'modifying',
    ...(RequireTLS !== undefined && { RequireTLS }),
    ...(IdleClientTimeout !== undefined && { IdleClientTimeout }),
    ...(Auth !== undefined && { Auth }),
  };
  return {
    world: withProxy(world, name, over),
    output: { DBProxy: told({ ...proxy, ...over }, region) },
    later: [after(now, 30, (later) => withProxy(later, name, { Status: 'available' }))],
  };
};

/** What the sandbox plays of proxies. */
export const rdsProxies: Operations = {
  DescribeDBProxies: describeDBProxies,
  DescribeDBProxyEndpoints: describeDBProxyEndpoints,
  DescribeDBProxyTargets: describeDBProxyTargets,
  ModifyDBProxy: modifyDBProxy,
};
