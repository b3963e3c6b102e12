import { refuse, type Operation, type Operations, type World } from '../../../sandbox/world.ts';

const documentation = 'https://docs.aws.amazon.com/organizations/latest/APIReference/';

/** `ou-` and the path in hexadecimal: any id does, as long as it is the same for the same unit. */
const idOf = (path: string): string => `ou-${Buffer.from(path).toString('hex')}`;
const pathOf = (id: string): string => Buffer.from(id.slice(3), 'hex').toString();

const parentOf = (path: string) =>
  path === '/' || path === ''
    ? { Id: 'r-root', Type: 'ROOT' }
    : { Id: idOf(path), Type: 'ORGANIZATIONAL_UNIT' };

const listParents: Operation<{ readonly ChildId: string }> = (world: World, { ChildId }) => {
  const account = world.organizations?.Accounts.find(({ Id }) => Id === ChildId);
  if (account) return { world, output: { Parents: [parentOf(account.Path)] } };
  if (!ChildId.startsWith('ou-'))
    return refuse(
      'ChildNotFoundException',
      400,
      `No ${ChildId} here.`,
      `${documentation}API_ListParents.html`,
    );
  const path = pathOf(ChildId);
  return { world, output: { Parents: [parentOf(path.slice(0, path.lastIndexOf('/')))] } };
};

const describeOrganizationalUnit: Operation<{ readonly OrganizationalUnitId: string }> = (
  world,
  { OrganizationalUnitId: Id },
) => {
  const path = pathOf(Id);
  return { world, output: { OrganizationalUnit: { Id, Name: path.slice(path.lastIndexOf('/') + 1) } } };
};

export const organizations: Operations = {
  DescribeOrganizationalUnit: describeOrganizationalUnit,
  ListParents: listParents,
};
