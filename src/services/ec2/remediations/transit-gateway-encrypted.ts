import * as z from 'zod/mini';
import { remediation, type Aws } from '../../../core/model/remediation.ts';
import type { Target } from '../../../core/model/target.ts';
import { advice, type Evaluated } from '../../../families/advice.ts';
import { transitGatewayOf } from '../parameters/described.ts';

const page = 'https://docs.aws.amazon.com/vpc/latest/tgw/tgw-encryption-support.html';
const peeringPage = 'https://docs.aws.amazon.com/vpc/latest/tgw/tgw-peering.html';

const all = {
  enforced: {
    says: 'AWS enforces it for transit gateway {name}: VPCs that enforce encryption and exclude nothing reach each other through it over encrypted links only. ({page}) Seen: EncryptionSupport.EncryptionState enabled.',
  },
  caveat: {
    says: 'To a VPC that only monitors encryption, or has no encryption controls, it is encrypted as far as the attachment; beyond that it depends on what runs there (vpc-encryption-control, ec2-instance-nitro-encryption). What comes over VPN or Direct Connect is looked at there (vpn-tunnel-strength, direct-connect-macsec). It replaces no TLS.',
  },
  'not-enabled': {
    says: 'Encryption Support of transit gateway {name} is disabled (AWS says of it: {why}): what VPCs of one Region send each other through it is encrypted neither by it nor by the types of their instances. AWS encrypts what leaves its buildings, and what goes to a transit gateway of another Region ({peeringPage}).',
    todo: 'Use TLS. Where the VPCs are to enforce encryption (vpc-encryption-control), its owner turns it on: {command}. Before, see that it has no Connect, peering, Network Firewall or VPN Concentrator attachments, no multicast and no references to security groups, and that nobody attaches a VPC that enforces encryption meanwhile: it takes up to 14 days. Waxseal does not: it costs money, and is a decision for all who are attached. ({page})',
  },
  changing: {
    says: 'Encryption Support of transit gateway {name} is {encryption} (AWS says of it: {why}), which takes up to 14 days. Until then nothing about it is certain.',
  },
  'at-work': { says: 'Transit gateway {name} is {state}: it is looked at when that is over.' },
  'not-told': {
    says: 'EC2 does not tell of transit gateway {name} whether Encryption Support is enabled ({encryption}).',
    todo: 'Look at it: aws ec2 describe-transit-gateways --region {region} --transit-gateway-ids {name} --query "TransitGateways[].Options.EncryptionSupport"',
  },
} as const;

const read = async ({ id }: Target, aws: Aws) => {
  const found = await transitGatewayOf(id, aws);
  if (!found || found.State === 'deleted') return undefined;
  const { EncryptionState, StateMessage } = found.Options?.EncryptionSupport ?? {};
  return {
    state: found.State ?? '(nothing)',
    // Not told is not "no".
    encryption: EncryptionState ?? '(nothing)',
    why: StateMessage || 'nothing more',
  };
};
type Seen = NonNullable<Awaited<ReturnType<typeof read>>>;

const evaluate = (
  { state, encryption, why }: Seen,
  { id: name, region }: Target,
): Evaluated<keyof typeof all> => {
  if (state === 'pending' || state === 'deleting')
    return { is: 'pending', message: 'at-work', data: { name, state } };
  const data = { name, region, encryption, why, page };
  switch (encryption) {
    case 'enabled':
      return { is: 'good', notes: [{ message: 'enforced', data }, { message: 'caveat' }] };
    case 'enabling':
    case 'disabling':
      return { is: 'pending', message: 'changing', data };
    case 'disabled': {
      const command = `aws ec2 modify-transit-gateway --region ${region} --transit-gateway-id ${name} --options EncryptionSupport=enable`;
      return { is: 'advised', message: 'not-enabled', data: { ...data, peeringPage, command }, advises: [] };
    }
    default:
      return { is: 'unknown', message: 'not-told', data };
  }
};

const { messages, ...parts } = advice({ messages: all, read, evaluate });

/** Tells which transit gateways encrypt between their VPCs, and what AWS encrypts where they do not. */
export default remediation({
  meta: {
    id: 'transit-gateway-encrypted',
    version: 1,
    // AWS does it or does not: a rule that asks every day would cost more than it tells.
    family: 'enforced',
    concerns: { hop: 'within', matter: 'hardening' },
    title: 'Transit gateways encrypt between VPCs that enforce it',
    summary:
      'Evaluates Encryption Support of a transit gateway: enabled is compliant, with where it ends; disabled is told with what AWS encrypts all the same (between Regions, and what leaves its buildings) and the command that enables it. Waxseal writes nothing: it costs money, takes up to 14 days, and is a decision for all who are attached. A transit gateway that another account shares is looked at there.',
    resourceType: 'AWS::EC2::TransitGateway',
    configRules: [],
    controls: [],
    services: ['ec2'],
    reversible: true,
    permissions: { read: ['ec2:DescribeTransitGateways'], write: [], undo: [] },
    messages,
    docs: [
      page,
      peeringPage,
      'https://docs.aws.amazon.com/vpc/latest/tgw/tgw-modifying.html',
      'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeTransitGateways.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
