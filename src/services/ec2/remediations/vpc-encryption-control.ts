import {
  CreateVpcEncryptionControlCommand,
  DeleteVpcEncryptionControlCommand,
  EC2Client,
  ModifyVpcEncryptionControlCommand,
} from '@aws-sdk/client-ec2';
import { remediation, type Field } from '../../../core/model/remediation.ts';
import { messages } from './vpc-encryption-control/messages.ts';
import { plan } from './vpc-encryption-control/plan.ts';
import { controlOf, read, type Control } from './vpc-encryption-control/read.ts';
import { settings } from './vpc-encryption-control/settings.ts';
import { source } from './vpc-encryption-control/source.ts';

/** What of the two excludes, and what does so no more: nothing else is named, and stays. */
const excluding = (before: readonly string[], after: readonly string[]) =>
  Object.fromEntries(
    [...new Set([...before, ...after])].map((kind) => [
      `${kind}Exclusion`,
      after.includes(kind) ? 'enable' : 'disable',
    ]),
  );

const control: Field<Control> = {
  get: async (_on, { id }, aws) => {
    const found = await controlOf(id, aws);
    return found && found.state !== 'deleting'
      ? { value: { mode: found.mode, exclusions: found.exclusions }, token: found.id }
      : { value: null };
  },
  // Each is one call: a control is made in mode monitor and without exclusions, or it is refused.
  put: async (_on, value, { value: seen, token }, { id: VpcId }, aws) => {
    const client = aws.use(EC2Client);
    if (typeof token !== 'string') {
      if (value !== null) await client.send(new CreateVpcEncryptionControlCommand({ VpcId }));
      return;
    }
    const VpcEncryptionControlId = token;
    if (value === null) {
      await client.send(new DeleteVpcEncryptionControlCommand({ VpcEncryptionControlId }));
      return;
    }
    await client.send(
      new ModifyVpcEncryptionControlCommand({
        VpcEncryptionControlId,
        Mode: value.mode === 'enforce' ? 'enforce' : 'monitor',
        ...excluding(seen?.exclusions ?? [], value.exclusions),
      }),
    );
  },
};

/** Has a VPC monitor, then enforce, that what passes through it is encrypted. */
export default remediation({
  meta: {
    id: 'vpc-encryption-control',
    version: 1,
    concerns: { hop: 'within', matter: 'hardening' },
    title: 'VPCs enforce encryption in transit',
    summary:
      'Tells what is in the way of encryption controls of a VPC, for nothing and without a change. Where its setting mode is monitor it has EC2 monitor the VPC, and where that is enforce and the VPC is monitored it has EC2 refuse what does not encrypt, once nothing is in the way that is not excluded by name. Both cost money, and people are always asked. It refuses TLS listeners of network load balancers, which end TLS before their targets: as long as the VPC has one it is not enforced. It fulfils no rule of AWS Config or Security Hub.',
    resourceType: 'AWS::EC2::VPC',
    configRules: [],
    controls: [],
    services: ['ec2', 'elasticloadbalancing'],
    impacts: ['breaks-plaintext', 'interrupts'],
    reversible: true,
    permissions: {
      read: [
        'ec2:DescribeAccountVpcEncryptionControl',
        'ec2:DescribeVpcEncryptionControls',
        'ec2:DescribeVpcs',
        'ec2:GetVpcResourcesBlockingEncryptionEnforcement',
        'elasticloadbalancing:DescribeListeners',
        'elasticloadbalancing:DescribeLoadBalancers',
      ],
      write: ['ec2:CreateVpcEncryptionControl', 'ec2:ModifyVpcEncryptionControl'],
      undo: ['ec2:DeleteVpcEncryptionControl', 'ec2:ModifyVpcEncryptionControl'],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-encryption-controls.html',
      'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpcEncryptionControl.html',
      'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetVpcResourcesBlockingEncryptionEnforcement.html',
    ],
  },
  settings,
  fields: { control },
  read,
  plan,
  source,
});
