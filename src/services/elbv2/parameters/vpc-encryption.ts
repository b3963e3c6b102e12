import { isDenied, isNamed } from '../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import { isEnforcing, lacksEncryptionControls } from '../../ec2/facts/vpc-encryption.ts';

/** How far encryption controls of a VPC go. `unseen`: hidden from us, or another account's, which are not shown. */
export type VpcEncryption = 'off' | 'monitored' | 'enforced' | 'unseen';

const asked = async (VpcId: string, account: string, aws: Aws): Promise<VpcEncryption> => {
  const { DescribeVpcEncryptionControlsCommand, DescribeVpcsCommand, EC2Client } =
    await import('@aws-sdk/client-ec2');
  const client = aws.use(EC2Client);
  const pages = everyPage(async (NextToken) => {
    const answer = await client.send(
      new DescribeVpcEncryptionControlsCommand({ VpcIds: [VpcId], NextToken }),
    );
    return { items: answer.VpcEncryptionControls, next: answer.NextToken };
  });
  const found = (await allOf(pages)).find((one) => one.VpcId === VpcId && one.State !== 'deleted');
  if (found) return isEnforcing(found.Mode ?? '', found.State ?? '') ? 'enforced' : 'monitored';
  const { Vpcs = [] } = await client.send(new DescribeVpcsCommand({ VpcIds: [VpcId] }));
  return Vpcs.some((vpc) => vpc.VpcId === VpcId && vpc.OwnerId === account) ? 'off' : 'unseen';
};

/** https://docs.aws.amazon.com/vpc/latest/userguide/vpc-encryption-controls.html */
export const vpcEncryption = async (vpc: string, account: string, aws: Aws): Promise<VpcEncryption> => {
  if (vpc === '') return 'unseen';
  try {
    return await asked(vpc, account, aws);
  } catch (error) {
    if (isNamed(error, ...lacksEncryptionControls)) return 'off';
    if (isDenied(error) || isNamed(error, 'InvalidVpcID.NotFound')) return 'unseen';
    throw error;
  }
};
