import { lists } from '../../../sandbox/kit/pages.ts';
import { policyRefusal, storedPolicy, type PolicyRules } from '../../../sandbox/kit/policy.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { refuse, type Operations, type Refusal, type World } from '../../../sandbox/world.ts';
import type { Vault } from './records.ts';

const api = 'https://docs.aws.amazon.com/aws-backup/latest/devguide/';

const invalid = (message: string, page: string): Refusal =>
  refuse('InvalidParameterValueException', 400, message, `${api}API_${page}.html#API_${page}_Errors`);

/** No star in actions: https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html */
const rules = (partition: string): PolicyRules => ({
  partition,
  largest: Infinity,
  isAction: (action) => /^backup:\w+$/i.test(action),
  isResource: (resource) => resource === '*' || resource.startsWith(`arn:${partition}:`),
  conditionKeys: ['backup'],
  malformed: (message) => invalid(message, 'PutBackupVaultAccessPolicy'),
});

const missing = (message: string): Refusal =>
  refuse(
    'ResourceNotFoundException',
    400,
    message,
    `${api}API_GetBackupVaultAccessPolicy.html#API_GetBackupVaultAccessPolicy_Errors`,
  );
const all = {
  all: (world: World) => world.backup.BackupVaults,
  with: (world: World, BackupVaults: Vault[]): World => ({
    ...world,
    backup: { ...world.backup, BackupVaults },
  }),
  missing: () => missing('Backup vault does not exist.'),
};

interface ByName {
  readonly BackupVaultName: string;
}
const byName = recordsOf<Vault, ByName>({
  ...all,
  is: ({ BackupVaultName, Region }, input, { region }) =>
    BackupVaultName === input.BackupVaultName && Region === region,
});
const byArn = recordsOf<Vault, { readonly ResourceArn: string }>({
  ...all,
  is: ({ BackupVaultArn, Region }, { ResourceArn }, { region }) =>
    BackupVaultArn === ResourceArn && Region === region,
});

interface Put extends ByName {
  readonly Policy: string;
}

/** What the sandbox plays of it. */
export const backup: Operations = {
  // API_ListBackupVaults.html
  ListBackupVaults: lists({
    as: 'BackupVaultList',
    token: 'NextToken',
    most: { as: 'MaxResults', largest: 1000 },
    wrong: (message) => invalid(message, 'ListBackupVaults'),
    items: (world, _input: object, { region }) =>
      world.backup.BackupVaults.filter(({ Region }) => Region === region).map(
        ({ BackupVaultName, BackupVaultArn, VaultType }) => ({ BackupVaultName, BackupVaultArn, VaultType }),
      ),
  }),
  // API_DescribeBackupVault.html
  DescribeBackupVault: byName.reads(({ Region: _region, Tags: _tags, Policy: _policy, ...rest }) => rest),
  // API_GetBackupVaultAccessPolicy.html: the error for a vault that is not there is also that for no policy.
  GetBackupVaultAccessPolicy: byName.reads(({ BackupVaultName, BackupVaultArn, Policy }) =>
    Policy === undefined
      ? missing(`No policy attached to vault ${BackupVaultName}.`)
      : { BackupVaultName, BackupVaultArn, Policy },
  ),
  // API_PutBackupVaultAccessPolicy.html
  PutBackupVaultAccessPolicy: byName.changes((vault, { Policy: text }: Put, _context, { partition }) => {
    const refusal = policyRefusal(text, rules(partition));
    return refusal ?? { item: { ...vault, Policy: storedPolicy(text, partition) } };
  }),
  // API_DeleteBackupVaultAccessPolicy.html
  DeleteBackupVaultAccessPolicy: byName.changes(({ Policy: _gone, ...item }) => ({ item })),
  // API_ListTags.html
  ListTags: byArn.reads(({ Tags }) => ({ Tags })),
};
