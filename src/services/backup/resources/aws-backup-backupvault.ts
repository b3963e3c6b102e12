import {
  BackupClient,
  DescribeBackupVaultCommand,
  ListBackupVaultsCommand,
  ListTagsCommand,
} from '@aws-sdk/client-backup';
import { isDenied, unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { vaultArn, vaultNamed, vaultNameIn } from '../facts/vault.ts';

const type = 'AWS::Backup::BackupVault';

const targetOf = targetsOf(type, vaultArn);

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (NextToken) => {
    const asked = new ListBackupVaultsCommand({ MaxResults: 1000, NextToken });
    const answer = await aws.use(BackupClient).send(asked);
    return { items: answer.BackupVaultList, next: answer.NextToken };
  });
  // Vaults that are shared with this account are another one's.
  for await (const { BackupVaultName: id = '', BackupVaultArn } of pages)
    if (BackupVaultArn === vaultArn(place, id)) yield targetOf(id, place);
}

const resolve = async (id: string, place: Location, aws: Aws): Promise<Target | undefined> => {
  const BackupVaultName = vaultNamed(id, place);
  if (BackupVaultName === undefined) return undefined;
  const asking = aws.use(BackupClient).send(new DescribeBackupVaultCommand({ BackupVaultName }));
  try {
    const answer = await unless('ResourceNotFoundException', undefined, asking);
    return answer && targetOf(BackupVaultName, place);
  } catch (error) {
    // For a vault that is not there AWS Backup answers the same as where we may not describe it: only the list tells which.
    if (!isDenied(error)) throw error;
    for await (const target of list(place, aws)) if (target.id === BackupVaultName) return target;
    return undefined;
  }
};

/** Backup vaults, logically air-gapped ones among them. AWS Config names them by name, people also by ARN. */
const vault: Resource = {
  type,
  arn: 'arn:{partition}:backup:{region}:{account}:backup-vault:{vault}',
  configRecords: true,
  permissions: ['backup:DescribeBackupVault', 'backup:ListBackupVaults', 'backup:ListTags'],
  idOf: vaultNameIn,
  resolve,
  list,
  root: ({ arn }) => arn,
  // 50 at most, and 1000 in a page.
  tags: async ({ arn: ResourceArn }, aws) => {
    const answer = await aws.use(BackupClient).send(new ListTagsCommand({ ResourceArn, MaxResults: 1000 }));
    return answer.Tags ?? {};
  },
};

export default vault;
