import type { Ports } from '../../core/model/ports.ts';
import type { Aws } from '../../core/model/remediation.ts';
import { WaxsealError } from '../../core/model/errors.ts';

/** What reading needs: in the management account, or in one that it has delegated Organizations to. */
export const organizationPermissions = [
  'organizations:DescribeOrganizationalUnit',
  'organizations:ListParents',
] as const;

/** Accounts seldom move; one that has moved is known as moved after this long. */
const keptMinutes = 15;
/** Five levels below the root are all that AWS allows. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const deepest = 6;

const lost = (account: string): WaxsealError =>
  new WaxsealError({
    code: 'organization-unread',
    says: `AWS Organizations did not say in which organizational unit account ${account} is.`,
    todo: 'Check whether the account belongs to the organization, and whether the reads are allowed.',
  });

/**
 * The path of an account, such as `/prod/payments`; `/` directly below the root. Remembered for a quarter of an hour.
 * Throws what AWS throws: an unknown path closes the gate.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListParents.html
 */
export const ouPathsOf = (aws: () => Aws, now: () => Date): NonNullable<Ports['ouPath']> => {
  const known = new Map<string, { readonly path: string; readonly until: number }>();

  const read = async (account: string): Promise<string> => {
    const { DescribeOrganizationalUnitCommand, ListParentsCommand, OrganizationsClient } =
      await import('@aws-sdk/client-organizations');
    const client = aws().use(OrganizationsClient);
    const names: string[] = [];
    let child = account;
    for (let level = 0; level <= deepest; level += 1) {
      const { Parents = [] } = await client.send(new ListParentsCommand({ ChildId: child }));
      const [parent] = Parents;
      if (parent?.Id === undefined) throw lost(account);
      if (parent.Type === 'ROOT') return `/${names.join('/')}`;
      const asking = new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: parent.Id });
      const name = (await client.send(asking)).OrganizationalUnit?.Name;
      if (name === undefined) throw lost(account);
      // A slash in a name must not look like one more level.
      names.unshift(name.replaceAll('/', '%2F'));
      child = parent.Id;
    }
    throw lost(account);
  };

  return async (account) => {
    const found = known.get(account);
    if (found && found.until > now().getTime()) return found.path;
    const path = await read(account);
    known.set(account, { path, until: now().getTime() + keptMinutes * 60_000 });
    return path;
  };
};
