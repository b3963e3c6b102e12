import unit from '../../../../src/services/ec2/remediations/transit-gateway-encrypted.ts';
import resource from '../../../../src/services/ec2/resources/aws-ec2-transitgateway.ts';
import { testRemediation } from '../../../kit/tester.ts';

const id = 'tgw-0123456789abcdef0';
const arn = `arn:aws:ec2:eu-west-1:111122223333:transit-gateway/${id}`;
const gateway = (EncryptionState: string, over: object = {}) => ({
  ec2: { TransitGateways: [{ TransitGatewayId: id, EncryptionSupport: { EncryptionState }, ...over }] },
});
const enforced = { is: 'compliant', notes: ['enforced', 'caveat'] } as const;
const changing = { is: 'pending', message: 'changing' } as const;
const atWork = { is: 'pending', message: 'at-work' } as const;

testRemediation(unit, resource, {
  'enabled, named as AWS Config does': {
    account: gateway('enabled'),
    target: id,
    expect: {
      ...enforced,
      says: [
        `AWS enforces it for transit gateway ${id}: VPCs that enforce encryption and exclude nothing reach each other through it over encrypted links only. (https://docs.aws.amazon.com/vpc/latest/tgw/tgw-encryption-support.html) Seen: EncryptionSupport.EncryptionState enabled.`,
      ],
    },
  },
  'enabled, and something else is changed, by its ARN': {
    account: gateway('enabled', { State: 'modifying' }),
    target: arn,
    expect: enforced,
  },
  'disabled, as it is made': {
    account: { ec2: { TransitGateways: [{ TransitGatewayId: id }] } },
    target: id,
    expect: {
      is: 'non-compliant',
      message: 'not-enabled',
      says: [
        `Encryption Support of transit gateway ${id} is disabled (AWS says of it: nothing more): what VPCs of one Region send each other through it is encrypted neither by it nor by the types of their instances. AWS encrypts what leaves its buildings, and what goes to a transit gateway of another Region (https://docs.aws.amazon.com/vpc/latest/tgw/tgw-peering.html). Use TLS. Where the VPCs are to enforce encryption (vpc-encryption-control), its owner turns it on: aws ec2 modify-transit-gateway --region eu-west-1 --transit-gateway-id ${id} --options EncryptionSupport=enable. Before, see that it has no Connect, peering, Network Firewall or VPN Concentrator attachments, no multicast and no references to security groups, and that nobody attaches a VPC that enforces encryption meanwhile: it takes up to 14 days. Waxseal does not: it costs money, and is a decision for all who are attached. (https://docs.aws.amazon.com/vpc/latest/tgw/tgw-encryption-support.html)`,
      ],
    },
  },
  'being enabled': {
    account: gateway('enabling', {
      EncryptionSupport: { EncryptionState: 'enabling', StateMessage: 'Migrating attachments' },
    }),
    target: id,
    expect: {
      ...changing,
      says: [
        `Encryption Support of transit gateway ${id} is enabling (AWS says of it: Migrating attachments), which takes up to 14 days. Until then nothing about it is certain.`,
      ],
    },
  },
  'being disabled': { account: gateway('disabling'), target: id, expect: changing },
  'being made': { account: gateway('disabled', { State: 'pending' }), target: id, expect: atWork },
  'being deleted': { account: gateway('enabled', { State: 'deleting' }), target: id, expect: atWork },
  'EC2 does not tell': {
    account: gateway('', { EncryptionSupport: null }),
    target: id,
    expect: { is: 'unknown', message: 'not-told' },
  },
  'a state that no page has': {
    account: gateway('partly'),
    target: id,
    expect: { is: 'unknown', message: 'not-told' },
  },
  'in GovCloud': {
    account: { partition: 'aws-us-gov', region: 'us-gov-west-1', ...gateway('enabled') },
    location: { partition: 'aws-us-gov', region: 'us-gov-west-1' },
    target: `arn:aws-us-gov:ec2:us-gov-west-1:111122223333:transit-gateway/${id}`,
    expect: enforced,
  },
  'one that was deleted, and is still shown': {
    account: gateway('disabled', { State: 'deleted' }),
    target: arn,
    gone: true,
  },
  'one that is not there': { account: gateway('enabled'), target: arn.replace(/0$/, '9'), gone: true },
  'of another Region': { account: gateway('enabled', { Region: 'us-east-1' }), target: arn, gone: true },
});
