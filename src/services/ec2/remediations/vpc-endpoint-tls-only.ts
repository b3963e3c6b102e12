import { DescribeVpcEndpointServicesCommand, EC2Client, ModifyVpcEndpointCommand } from '@aws-sdk/client-ec2';
import * as z from 'zod/mini';
import { unless } from '../../../aws/error-names.ts';
import { remediation, type Aws } from '../../../core/model/remediation.ts';
import { saying } from '../../../core/say/said.ts';
import { tlsOnly } from '../../../families/statement.ts';
import { halfAnAnswer } from '../../../families/statement/document.ts';
import { actionsThrough, leadsToEc2 } from '../facts/endpoint-services.ts';
import { fullAccess, isDefault } from '../facts/vpc-endpoint.ts';
import { vpcEndpointOf } from '../parameters/described.ts';

/** Whether the service takes policies of endpoints; `undefined`: it is not described. */
const takesPolicies = async (ServiceName: string, region: string, aws: Aws): Promise<boolean | undefined> => {
  const asking = aws
    .use(EC2Client)
    .send(new DescribeVpcEndpointServicesCommand({ ServiceNames: [ServiceName], ServiceRegions: [region] }));
  const answer = await unless('InvalidServiceName', undefined, asking);
  return answer?.ServiceDetails?.find((one) => one.ServiceName === ServiceName)?.VpcEndpointPolicySupported;
};

const { messages, ...parts } = tlsOnly({
  type: 'endpoint policy',
  thing: 'endpoint',
  service: 'EC2',
  // Full access is what EC2 itself puts there: it is as good as none, and comes back by `ResetPolicy`.
  absent: () => [{ Sid: 'WaxsealFullAccess', ...fullAccess }],
  needsStatements: true,
  get: async ({ id }, aws) => {
    const found = await vpcEndpointOf(id, aws);
    if (!found) return undefined;
    const { PolicyDocument: text } = found;
    const revision = { isShown: text !== undefined };
    return { text: text === undefined || isDefault(text) ? null : text, revision };
  },
  put: async (PolicyDocument, revision, { id: VpcEndpointId }, aws) => {
    // Kinds without policies show none; put over one that is not shown, ours would end what others wrote.
    if (typeof revision === 'object' && revision !== null && 'isShown' in revision && !revision.isShown)
      throw halfAnAnswer('EC2', 'for the VPC endpoint, but without its policy');
    await aws.use(EC2Client).send(new ModifyVpcEndpointCommand({ VpcEndpointId, PolicyDocument }));
  },
  remove: async (_revision, { id: VpcEndpointId }, aws) => {
    await aws.use(EC2Client).send(new ModifyVpcEndpointCommand({ VpcEndpointId, ResetPolicy: true }));
  },
  // Of whatever service it leads to.
  actions: ['*'],
  resources: () => ['*'],
  guards: () => ['*'],
  writes: ['ec2:ModifyVpcEndpoint'],
  reads: 'ec2:DescribeVpcEndpoints',
  describes: 'ec2:DescribeVpcEndpointServices',
  // 20,480 characters: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
  limits: { bytes: 20_480 },
  code: {
    cloudformation: 'AWS::EC2::VPCEndpoint',
    cdk: 'endpoint.addToPolicy',
    terraform: 'aws_vpc_endpoint_policy',
  },
  messages: {
    'takes-no-policy': {
      says: 'VPC endpoint {endpoint} leads to {service}, which takes no endpoint policies: AWS lets through whatever reaches it.',
    },
    'run-by-a-service': {
      says: 'VPC endpoint {endpoint} is managed by the AWS service that made it: nobody else can change it.',
    },
    'not-available': {
      says: 'VPC endpoint {endpoint} is {state}. EC2 changes its policy only while it is available.',
      todo: 'Look again when it is available.',
    },
    'policy-not-shown': {
      says: 'EC2 does not show the policy of VPC endpoint {endpoint}, and does not say that {service} takes none.',
      todo: 'Look at it in the console. Nothing is written over a policy that is not seen.',
    },
    'all-through-it': {
      says: 'Every request over plain HTTP that goes through VPC endpoint {endpoint} to {service} is refused minutes later, whichever resource and whichever account it is for: package repositories in S3 that are read over plain HTTP too.',
      todo: 'Look for port 80 in the flow logs of its VPC. Approve once its clients and repositories use HTTPS.',
    },
  },
  around: async (_policy, { id, region }, aws) => {
    const found = await vpcEndpointOf(id, aws);
    const service = found?.ServiceName ?? '';
    const kind = found?.VpcEndpointType?.toLowerCase() ?? '';
    const isOfService = ['gateway', 'interface'].includes(kind) && service !== '';
    return {
      service: service === '' ? kind : service,
      state: found?.State?.toLowerCase() ?? 'not described',
      isManaged: found?.RequesterManaged === true,
      isShown: found?.PolicyDocument !== undefined,
      takes: isOfService
        ? ((await takesPolicies(service, found?.ServiceRegion ?? region, aws)) ?? 'unknown')
        : false,
    };
  },
  besides: ({ around }, { id: endpoint }) => {
    const { service = '', state = '', isManaged, isShown, takes } = around ?? {};
    const data = { endpoint, service };
    const [outside] = [
      ...saying('takes-no-policy' as const, takes === false, data),
      ...saying('run-by-a-service' as const, isManaged === true, { endpoint }),
    ];
    return {
      outside,
      meets: [actionsThrough(service)],
      ...(leadsToEc2(service) ? {} : { meetsWrites: [] }),
      obstacles: [
        ...saying('policy-not-shown' as const, takes === 'unknown' || isShown !== true, data),
        ...saying('not-available' as const, state !== 'available', { endpoint, state }),
      ],
      hazards: saying('all-through-it' as const, true, data),
    };
  },
});

/** Adds to the policy of a VPC endpoint what is missing to refuse requests over plain HTTP that go through it. */
export default remediation({
  meta: {
    id: 'vpc-endpoint-tls-only',
    version: 1,
    family: 'statement',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'VPC endpoints let requests over TLS through only',
    summary:
      'Adds one Deny statement to the endpoint policy that refuses plain HTTP to the service behind it; one of all actions of that service counts as well where AWS has one word for them, such as s3:*. An endpoint with the full access that EC2 itself gives gets a statement that says the same, and is reset to it when the change is undone.',
    resourceType: 'AWS::EC2::VPCEndpoint',
    configRules: [],
    controls: [],
    services: ['ec2'],
    impacts: ['breaks-plaintext'],
    reversible: true,
    permissions: {
      read: ['ec2:DescribeVpcEndpointServices', 'ec2:DescribeVpcEndpoints'],
      write: ['ec2:ModifyVpcEndpoint'],
      undo: ['ec2:ModifyVpcEndpoint'],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html',
      'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html',
      'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpcEndpoint.html',
      'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcEndpointServices.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
