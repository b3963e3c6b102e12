import unit from '../../../../src/services/ec2/remediations/ec2-instance-nitro-encryption.ts';
import resource from '../../../../src/services/ec2/resources/aws-ec2-instance.ts';
import type { AccountFile } from '../../../../src/sandbox/account.ts';
import { testRemediation } from '../../../kit/tester.ts';

const id = 'i-0123456789abcdef0';
const arn = `arn:aws:ec2:eu-west-1:111122223333:instance/${id}`;
type Types = NonNullable<NonNullable<AccountFile['ec2']>['InstanceTypes']>;
const instance = (over: object = {}, InstanceTypes: Types = []): AccountFile => ({
  ec2: { Instances: [{ InstanceId: id, ...over }], InstanceTypes },
});
const old = { InstanceType: 'm5.large' };
const enforced = { is: 'compliant', notes: ['enforced', 'caveat'] } as const;
const without = { is: 'non-compliant', message: 'type-without' } as const;

testRemediation(unit, resource, {
  'a type that encrypts, named as AWS Config does': {
    account: instance(),
    target: id,
    expect: {
      ...enforced,
      says: [
        `AWS enforces it for instance ${id}: m6i.large encrypts by itself what it and another instance of such a type send each other. (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/data-protection.html#encryption-transit) Seen: NetworkInfo.EncryptionInTransitSupported true.`,
        'Only between instances of such types, in one Region, in one VPC or peered ones, and not through a load balancer, a transit gateway or another virtual device. Neither side proves who it is: it replaces no TLS.',
      ],
    },
  },
  'by its ARN, stopped': { account: instance({ State: { Name: 'stopped' } }), target: arn, expect: enforced },
  'a type that does not': {
    account: instance(old),
    target: id,
    expect: {
      ...without,
      says: [
        `Instance ${id} is a m5.large, which encrypts nothing by itself that it and other instances send each other. Use TLS in any case. Its owner can move it to a type that encrypts, of the same architecture (x86_64): aws ec2 describe-instance-types --region eu-west-1 --filters Name=network-info.encryption-in-transit-supported,Values=true Name=processor-info.supported-architecture,Values=x86_64 --query "sort(InstanceTypes[].InstanceType)". Then, with one of these for TYPE: aws ec2 stop-instances --region eu-west-1 --instance-ids ${id} && aws ec2 wait instance-stopped --region eu-west-1 --instance-ids ${id} && aws ec2 modify-instance-attribute --region eu-west-1 --instance-id ${id} --instance-type Value=TYPE && aws ec2 start-instances --region eu-west-1 --instance-ids ${id}. Waxseal does not: it is down meanwhile, and the other type has another price.`,
      ],
    },
  },
  'another architecture': {
    account: instance({ InstanceType: 'a1.large', Architecture: 'arm64' }, [
      { InstanceType: 'a1.large', EncryptionInTransitSupported: false },
    ]),
    target: id,
    expect: without,
  },
  'its public address would pass': {
    account: instance({ ...old, PublicIpOwner: 'amazon' }),
    target: id,
    expect: { ...without, notes: ['address-changes'] },
  },
  'an Elastic IP address stays': {
    account: instance({ ...old, PublicIpOwner: '111122223333' }),
    target: id,
    expect: without,
  },
  'what is on its instance store would be lost': {
    account: instance({ InstanceType: 'm5d.large' }),
    target: id,
    expect: { ...without, notes: ['store-is-lost'] },
  },
  'drivers for ENA are not known to be there': {
    account: instance({ InstanceType: 'm4.large', EnaSupport: false }),
    target: id,
    expect: { ...without, notes: ['needs-drivers'] },
  },
  'a paravirtual image': {
    account: instance({ ...old, VirtualizationType: 'paravirtual' }),
    target: id,
    expect: { ...without, notes: ['needs-drivers'] },
  },
  'an Auto Scaling group would replace it': {
    account: instance({ ...old, Tags: { 'aws:autoscaling:groupName': 'web' } }),
    target: id,
    expect: {
      is: 'non-compliant',
      message: 'in-group',
      says: [
        `Instance ${id} is a m5.large, which encrypts nothing by itself that it and other instances send each other. It belongs to Auto Scaling group web, which would replace it if it were stopped. Use TLS in any case. The owner of the group can give its launch template a type that encrypts, of the architecture of its image (x86_64), and have it refresh its instances: aws ec2 describe-instance-types --region eu-west-1 --filters Name=network-info.encryption-in-transit-supported,Values=true Name=processor-info.supported-architecture,Values=x86_64 --query "sort(InstanceTypes[].InstanceType)". Waxseal does not: they are replaced, and the other type has another price.`,
      ],
    },
  },
  'a Spot Instance of such a group': {
    account: instance({
      ...old,
      InstanceLifecycle: 'spot',
      Tags: { 'aws:autoscaling:groupName': 'web' },
    }),
    target: id,
    expect: { is: 'non-compliant', message: 'in-group' },
  },
  'a Spot Instance': {
    account: instance({ ...old, InstanceLifecycle: 'spot' }),
    target: id,
    expect: { is: 'non-compliant', message: 'not-stopped' },
  },
  'its root is an instance store': {
    account: instance({ ...old, RootDeviceType: 'instance-store' }),
    target: id,
    expect: { is: 'non-compliant', message: 'not-stopped' },
  },
  'EC2 does not tell of the type': {
    account: instance({ InstanceType: 'z9.large' }, [
      { InstanceType: 'z9.large', EncryptionInTransitSupported: null },
    ]),
    target: id,
    expect: { is: 'unknown', message: 'type-not-told' },
  },
  'the Region does not have the type any more': {
    account: instance({ InstanceType: 't1.micro' }),
    target: id,
    expect: { is: 'unknown', message: 'type-not-told' },
  },
  'EC2 does not tell the type': {
    account: instance({ InstanceType: null }),
    target: id,
    expect: { is: 'unknown', message: 'type-not-told' },
  },
  'in China': {
    account: { partition: 'aws-cn', region: 'cn-north-1', ...instance() },
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    target: `arn:aws-cn:ec2:cn-north-1:111122223333:instance/${id}`,
    expect: enforced,
  },
  'one that was terminated, and is still shown': {
    account: instance({ State: { Name: 'terminated' } }),
    target: arn,
    gone: true,
  },
  'one that is about to be': {
    account: instance({ State: { Name: 'shutting-down' } }),
    target: arn,
    gone: true,
  },
  'one that is not there': { account: instance(), target: arn.replace(/0$/, '9'), gone: true },
  'of another Region': { account: instance({ Region: 'us-east-1' }), target: arn, gone: true },
});
