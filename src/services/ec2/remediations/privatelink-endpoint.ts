import * as z from 'zod/mini';
import { remediation, type Aws } from '../../../core/model/remediation.ts';
import type { Target } from '../../../core/model/target.ts';
import { advice, type Evaluated } from '../../../families/advice.ts';
import { isOfAws } from '../facts/endpoint-services.ts';
import { vpcEndpointOf } from '../parameters/described.ts';

const pages = {
  gateway: 'https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html',
  interface: 'https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html',
  others: 'https://docs.aws.amazon.com/vpc/latest/privatelink/what-is-privatelink.html',
} as const;

const all = {
  'stays-inside': {
    says: 'What goes through VPC endpoint {name} ({kind}) to {service} does not leave the network of AWS. ({page}) That is a private way; AWS does not call it encrypted.',
  },
  caveat: {
    says: 'TLS is up to the client: a service that takes plain HTTP (S3, SQS, SNS, DynamoDB) takes it through its endpoint as well, unless a policy refuses it (vpc-endpoint-tls-only).',
  },
  'as-it-is': {
    says: 'VPC endpoint {name} ({kind}) carries to {service} what clients send as they send it. AWS says that it is a private way ({page}), and of encryption nothing: whether both sides speak TLS is nowhere in the endpoint.',
    todo: 'Ask whoever offers the service whether it takes anything but TLS, and have its clients use that.',
  },
  'carries-nothing': { says: 'VPC endpoint {name} is {state}: nothing goes through it.' },
  'not-told': {
    says: 'EC2 does not tell kind and state of VPC endpoint {name} as they are documented ({kind}, {state}).',
    todo: 'Look at it: aws ec2 describe-vpc-endpoints --region {region} --vpc-endpoint-ids {name}',
  },
} as const;

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEndpoint.html */
const idle = new Set(['deleting', 'expired', 'failed', 'pending', 'pendingacceptance', 'rejected']);
const busy = new Set(['available', 'partial']);

const read = async ({ id }: Target, aws: Aws) => {
  const found = await vpcEndpointOf(id, aws);
  return (
    found && {
      kind: found.VpcEndpointType ?? null,
      state: found.State?.toLowerCase() ?? '(nothing)',
      service:
        found.ServiceName ?? found.ServiceNetworkArn ?? found.ResourceConfigurationArn ?? 'what is not told',
    }
  );
};
type Seen = NonNullable<Awaited<ReturnType<typeof read>>>;

const evaluate = (
  { kind, state, service }: Seen,
  { id: name, region }: Target,
): Evaluated<keyof typeof all> => {
  if (idle.has(state)) return { is: 'not-applicable', message: 'carries-nothing', data: { name, state } };
  if (kind === null || !busy.has(state))
    return { is: 'unknown', message: 'not-told', data: { name, region, kind: kind ?? '(nothing)', state } };
  const data = { name, kind, service };
  if (!['Gateway', 'Interface'].includes(kind) || !isOfAws(service))
    return { is: 'unknown', message: 'as-it-is', data: { ...data, page: pages.others } };
  const page = kind === 'Gateway' ? pages.gateway : pages.interface;
  return { is: 'good', notes: [{ message: 'stays-inside', data: { ...data, page } }, { message: 'caveat' }] };
};

const { messages, ...parts } = advice({ messages: all, read, evaluate });

/** Says what AWS enforces of a VPC endpoint, a private way, and what it does not: encryption. */
export default remediation({
  meta: {
    id: 'privatelink-endpoint',
    version: 1,
    family: 'enforced',
    concerns: { hop: 'in', matter: 'hardening' },
    title: 'VPC endpoints keep traffic on the network of AWS',
    summary:
      'Reads kind and service of a VPC endpoint. To a service of AWS what goes through it stays on the network of AWS, which is told with its page and is no encryption: TLS is up to the client, and vpc-endpoint-tls-only looks at the policy. To a service of others, through a firewall or into a service network it is unknown whether both sides speak TLS, with whom to ask. Nothing is written.',
    resourceType: 'AWS::EC2::VPCEndpoint',
    configRules: [],
    controls: [],
    services: ['ec2'],
    reversible: true,
    permissions: { read: ['ec2:DescribeVpcEndpoints'], write: [], undo: [] },
    messages,
    docs: [
      pages.interface,
      pages.gateway,
      pages.others,
      'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEndpoint.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
