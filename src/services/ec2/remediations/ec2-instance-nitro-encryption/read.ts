import { DescribeInstanceTypesCommand, EC2Client, type Instance } from '@aws-sdk/client-ec2';
import { unless } from '../../../../aws/error-names.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { isTerminated } from '../../facts/instance.ts';
import { instanceOf } from '../../parameters/described.ts';

/** All looks share the answer (`shared` of the room): one question a type, however many instances have it. */
const typeOf = async (type: NonNullable<Instance['InstanceType']>, aws: Aws) => {
  const asking = aws.use(EC2Client).send(new DescribeInstanceTypesCommand({ InstanceTypes: [type] }));
  // A type that the Region does not offer any more.
  const answer = await unless('InvalidInstanceType', undefined, asking);
  return answer?.InstanceTypes?.find(({ InstanceType }) => InstanceType === type);
};

export const read = async ({ id }: Target, aws: Aws) => {
  const found = await instanceOf(id, aws);
  if (!found || isTerminated(found.State?.Name)) return undefined;
  const { InstanceType: type, NetworkInterfaces = [], Tags = [] } = found;
  const described = type && (await typeOf(type, aws));
  return {
    type: type ?? '(nothing)',
    // Not told is not "no".
    encrypts: described?.NetworkInfo?.EncryptionInTransitSupported ?? null,
    architecture: found.Architecture ?? 'not told',
    virtualization: found.VirtualizationType ?? 'not told',
    ena: found.EnaSupport ?? 'not told',
    mayHaveStore: described?.InstanceStorageSupported !== false,
    isStoppable: found.InstanceLifecycle !== 'spot' && found.RootDeviceType !== 'instance-store',
    group: Tags.find(({ Key }) => Key === 'aws:autoscaling:groupName')?.Value ?? null,
    hasPassingAddress: NetworkInterfaces.some(({ Association }) => Association?.IpOwnerId === 'amazon'),
  };
};
export type Seen = NonNullable<Awaited<ReturnType<typeof read>>>;
