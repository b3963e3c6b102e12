import * as z from 'zod/mini';
import { remediation } from '../../../core/model/remediation.ts';
import { saying } from '../../../core/say/said.ts';
import type { Target } from '../../../core/model/target.ts';
import { advice, type Evaluated } from '../../../families/advice.ts';
import { messages as all } from './ec2-instance-nitro-encryption/messages.ts';
import { read, type Seen } from './ec2-instance-nitro-encryption/read.ts';

const page = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/data-protection.html#encryption-transit';

const commandsOf = ({ type, architecture }: Seen, { id, region }: Target) => {
  const aws = (words: string) => `aws ec2 ${words} --region ${region}`;
  const ofArchitecture =
    architecture === 'not told' ? '' : ` Name=processor-info.supported-architecture,Values=${architecture}`;
  return {
    look: `${aws('describe-instance-types')} --instance-types ${type} --query "InstanceTypes[].NetworkInfo.EncryptionInTransitSupported"`,
    find: `${aws('describe-instance-types')} --filters Name=network-info.encryption-in-transit-supported,Values=true${ofArchitecture} --query "sort(InstanceTypes[].InstanceType)"`,
    move: [
      `${aws('stop-instances')} --instance-ids ${id}`,
      `${aws('wait instance-stopped')} --instance-ids ${id}`,
      `${aws('modify-instance-attribute')} --instance-id ${id} --instance-type Value=TYPE`,
      `${aws('start-instances')} --instance-ids ${id}`,
    ].join(' && '),
  };
};

const evaluate = (seen: Seen, target: Target): Evaluated<keyof typeof all> => {
  const { type, encrypts, architecture, virtualization, ena, group, isStoppable } = seen;
  const { id: name } = target;
  const { look, find, move } = commandsOf(seen, target);
  if (encrypts === null) return { is: 'unknown', message: 'type-not-told', data: { name, type, look } };
  if (encrypts)
    return {
      is: 'good',
      notes: [{ message: 'enforced', data: { name, type, page } }, { message: 'caveat' }],
    };
  const data = { name, type, architecture, find };
  const notes = [
    ...saying('address-changes' as const, seen.hasPassingAddress, { name }),
    ...saying('store-is-lost' as const, seen.mayHaveStore, { name, type }),
    ...saying('needs-drivers' as const, ena !== true || virtualization !== 'hvm', {
      name,
      ena: String(ena),
      virtualization,
    }),
  ];
  if (group !== null)
    return { is: 'advised', message: 'in-group', data: { ...data, group }, advises: [], notes };
  if (!isStoppable) return { is: 'advised', message: 'not-stopped', data, advises: [], notes };
  return { is: 'advised', message: 'type-without', data: { ...data, move }, advises: [], notes };
};

const { messages, ...parts } = advice({ messages: all, read, evaluate });

/** Tells which instances are of a type that encrypts between instances, and where that ends. */
export default remediation({
  meta: {
    id: 'ec2-instance-nitro-encryption',
    version: 1,
    // AWS does it or does not: a rule that asks every day would cost more than it tells.
    family: 'enforced',
    concerns: { hop: 'out', matter: 'hardening' },
    title: 'EC2 instances are of types that encrypt between each other',
    summary:
      'Evaluates what EC2 tells of the type of an instance: whether it encrypts by itself what it sends to other instances of such types. Where it does, that is shown with where it ends: one Region, one VPC or peered ones, nothing in between, and no TLS. Where it does not, the types that do and the commands are told, with what a move takes along: an outage, another address, what is on an instance store. Waxseal writes nothing.',
    resourceType: 'AWS::EC2::Instance',
    configRules: [],
    controls: [],
    services: ['ec2'],
    reversible: true,
    permissions: { read: ['ec2:DescribeInstanceTypes', 'ec2:DescribeInstances'], write: [], undo: [] },
    messages,
    docs: [
      page,
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-resize.html',
      'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceTypes.html',
      'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkInfo.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
