import type { Guardrail } from './guardrail.ts';

/** The declarative policy of EC2 that has VPCs watched for traffic that nothing encrypts. */
export const declarativePolicy = (): Guardrail => ({
  id: 'declarative-policy-ec2',
  instrument: 'declarative-policy',
  title: 'VPCs are watched for traffic that the network does not encrypt',
  says: 'Puts VPC Encryption Controls of every VPC below it into monitor mode, and takes them out of the hands of the accounts. Monitor mode costs money for each VPC and lets AWS move load balancers and Fargate tasks to other hardware. It refuses nothing: enforcing is a decision for each VPC.',
  prevents: ['vpc-encryption-control'],
  meets: 'nobody',
  file: 'declarative-policy-ec2.json',
  text: JSON.stringify({
    ec2_attributes: {
      exception_message: { '@@assign': 'VPC Encryption Controls are managed for the whole organization.' },
      vpc_encryption_control: { mode: { '@@assign': 'attempt_monitor' } },
    },
  }),
  limit: 10_000,
  rows: [],
  notSaid: [],
  page: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative.html',
});
