import { refuse, type Operation, type Operations } from '../../../sandbox/world.ts';
import { clientVpnEndpoints } from './client-vpn-endpoints.ts';
import { instances } from './instances.ts';
import { securityGroups } from './security-groups.ts';
import { launchTemplates } from './launch-templates.ts';
import { transitGateways } from './transit-gateways.ts';
import { vpcEndpoints } from './vpc-endpoints.ts';
import { vpcEncryptionControls } from './vpc-encryption-controls.ts';
import { vpcPeeringConnections } from './vpc-peering-connections.ts';
import { vpcs } from './vpcs.ts';
import { vpnConnections } from './vpn-connections.ts';

const api = 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/';

interface Described {
  readonly Filters?: readonly { readonly Name?: string; readonly Values?: readonly string[] }[];
  readonly NextToken?: string | undefined;
}

/** Small pages; `known` are the filters that this sandbox knows, by what they look at. */
const answer = <Item>(
  items: readonly Item[],
  { Filters = [], NextToken }: Described,
  known: Readonly<Record<string, (item: Item) => string>>,
  key: string,
) => {
  const unknown = Filters.find(({ Name = '' }) => !Object.hasOwn(known, Name));
  if (unknown)
    return refuse(
      'InvalidParameterValue',
      400,
      `The filter '${unknown.Name}' is invalid`,
      `${api}errors-overview.html`,
    );
  const found = items.filter((item) =>
    Filters.every(({ Name = '', Values = [] }) => Values.includes(known[Name]?.(item) ?? '')),
  );
  const from = NextToken === undefined ? 0 : Number(Buffer.from(NextToken, 'base64').toString());
  const next = from + 2 < found.length && { NextToken: Buffer.from(String(from + 2)).toString('base64') };
  return { [key]: found.slice(from, from + 2), ...next };
};

const isRefusal = (value: object): value is ReturnType<typeof refuse> => 'refusal' in value;

const describeManagedPrefixLists: Operation<Described> = (world, input) => {
  const { PrefixLists: lists } = world.ec2;
  const filters = { 'prefix-list-name': (list: { PrefixListName: string }) => list.PrefixListName };
  const shown = lists.map(({ PrefixListId, PrefixListName }) => ({ PrefixListId, PrefixListName }));
  const output = answer(shown, input, filters, 'PrefixLists');
  return isRefusal(output) ? output : { world, output };
};

const getManagedPrefixListEntries: Operation<Described & { PrefixListId: string }> = (world, input) => {
  const list = world.ec2.PrefixLists.find(({ PrefixListId }) => PrefixListId === input.PrefixListId);
  if (!list)
    return refuse(
      'InvalidPrefixListID.NotFound',
      400,
      `The prefix list ID '${input.PrefixListId}' does not exist`,
      `${api}errors-overview.html`,
    );
  const output = answer(list.Entries, { NextToken: input.NextToken }, {}, 'Entries');
  return isRefusal(output) ? output : { world, output };
};

export const ec2: Operations = {
  DescribeManagedPrefixLists: describeManagedPrefixLists,
  GetManagedPrefixListEntries: getManagedPrefixListEntries,
  ...clientVpnEndpoints,
  ...instances,
  ...launchTemplates,
  ...securityGroups,
  ...transitGateways,
  ...vpcEndpoints,
  ...vpcEncryptionControls,
  ...vpcPeeringConnections,
  ...vpcs,
  ...vpnConnections,
};
