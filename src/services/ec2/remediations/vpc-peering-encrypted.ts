import type { VpcPeeringConnectionVpcInfo } from '@aws-sdk/client-ec2';
import * as z from 'zod/mini';
import { remediation, type Aws } from '../../../core/model/remediation.ts';
import type { Target } from '../../../core/model/target.ts';
import { advice, type Evaluated } from '../../../families/advice.ts';
import { peeringOf } from '../parameters/described.ts';

const page = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/data-protection.html';

const all = {
  enforced: {
    says: 'AWS enforces it for VPC peering connection {name}: all that goes over it from one Region to the other is encrypted. ({page}) Seen: {requester} with {accepter}.',
  },
  caveat: {
    says: 'It is encrypted between the Regions. On the way to it, within each of them, that depends on the instances (ec2-instance-nitro-encryption). It replaces no TLS.',
  },
  'same-region': {
    says: 'Both VPCs of VPC peering connection {name} are in {region} ({requester} with {accepter}), where nothing about the connection itself encrypts: AWS encrypts what leaves its buildings, and what instances send each other whose types do that on both sides. ({page}) The connection tells of neither.',
    todo: 'Use TLS. Look at the instances of both VPCs by ec2-instance-nitro-encryption. Where both VPCs enforce encryption and exclude no peering (vpc-encryption-control), all between them is encrypted.',
  },
  'carries-nothing': {
    says: 'VPC peering connection {name} is {status}: nothing goes over it.',
  },
  'not-told': {
    says: 'EC2 does not tell of VPC peering connection {name} whether it is active and which Regions it connects ({status}: {requester} with {accepter}).',
    todo: 'Look at it: aws ec2 describe-vpc-peering-connections --region {region} --vpc-peering-connection-ids {name}',
  },
} as const;

/** All but `active`. https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html */
const idle = new Set([
  'initiating-request',
  'pending-acceptance',
  'provisioning',
  'deleting',
  'expired',
  'failed',
  'rejected',
]);

const sideOf = ({ VpcId, OwnerId, Region }: VpcPeeringConnectionVpcInfo = {}) => ({
  region: Region ?? null,
  says: `${VpcId ?? 'a VPC that is not told'} of ${OwnerId ?? 'an account that is not told'} in ${Region ?? 'a Region that is not told'}`,
});

const read = async ({ id }: Target, aws: Aws) => {
  const found = await peeringOf(id, aws);
  if (!found || found.Status?.Code === 'deleted') return undefined;
  return {
    status: found.Status?.Code ?? 'of no status that is told',
    requester: sideOf(found.RequesterVpcInfo),
    accepter: sideOf(found.AccepterVpcInfo),
  };
};
type Seen = NonNullable<Awaited<ReturnType<typeof read>>>;

const evaluate = (
  { status, requester, accepter }: Seen,
  { id: name, region }: Target,
): Evaluated<keyof typeof all> => {
  if (idle.has(status)) return { is: 'not-applicable', message: 'carries-nothing', data: { name, status } };
  const data = { name, region, status, page, requester: requester.says, accepter: accepter.says };
  if (status !== 'active' || requester.region === null || accepter.region === null)
    return { is: 'unknown', message: 'not-told', data };
  if (requester.region === accepter.region) return { is: 'unknown', message: 'same-region', data };
  return { is: 'good', notes: [{ message: 'enforced', data }, { message: 'caveat' }] };
};

const { messages, ...parts } = advice({ messages: all, read, evaluate });

/** Shows which VPC peering connections AWS encrypts: those between Regions. Of others it is not known. */
export default remediation({
  meta: {
    id: 'vpc-peering-encrypted',
    version: 1,
    family: 'enforced',
    concerns: { hop: 'within', matter: 'hardening' },
    title: 'VPC peering between Regions is encrypted by AWS',
    summary:
      'Reads which Regions a VPC peering connection connects, from either side of it. Between Regions AWS encrypts, and that is shown with its page and where it ends. Within one Region nothing about the connection encrypts: that is unknown, with where to look. A connection that is not active carries nothing. Nothing is written.',
    resourceType: 'AWS::EC2::VPCPeeringConnection',
    configRules: [],
    controls: [],
    services: ['ec2'],
    reversible: true,
    permissions: { read: ['ec2:DescribeVpcPeeringConnections'], write: [], undo: [] },
    messages,
    docs: [
      page,
      'https://docs.aws.amazon.com/vpc/latest/peering/what-is-vpc-peering.html',
      'https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html',
      'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcPeeringConnection.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
