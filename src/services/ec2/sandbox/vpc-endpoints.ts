import * as z from 'zod/mini';
import { lists } from '../../../sandbox/kit/pages.ts';
import { policyRecord, policyRefusal, policyText, storedPolicy } from '../../../sandbox/kit/policy.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { tagList, tagRecords } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operations, type Refusal, type Where } from '../../../sandbox/world.ts';

const api = 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/';

/** As account files carry them. */
export const vpcEndpointRecord = z.strictObject({
  VpcEndpointId: z.string().check(z.regex(/^vpce-[0-9a-f]{8,17}$/)),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  OwnerId: z.optional(z.string()),
  /** `null`: DescribeVpcEndpoints leaves it out. */
  VpcEndpointType: z._default(
    z.nullable(z.enum(['Gateway', 'GatewayLoadBalancer', 'Interface', 'Resource', 'ServiceNetwork'])),
    'Gateway',
  ),
  /** Default: S3 in the Region. */
  ServiceName: z.optional(z.string()),
  State: z._default(z.string(), 'available'),
  RequesterManaged: z._default(z.boolean(), false),
  /** Default: the full access of EC2 itself. */
  Policy: z.optional(policyRecord),
  /** DescribeVpcEndpoints leaves it out. */
  HidesPolicy: z._default(z.boolean(), false),
  Tags: tagRecords,
});

export interface VpcEndpoint extends Omit<z.output<typeof vpcEndpointRecord>, 'Policy'> {
  readonly Region: string;
  readonly OwnerId: string;
  readonly ServiceName: string;
  readonly Policy?: string | undefined;
}

export const loadVpcEndpoints = (
  records: readonly z.output<typeof vpcEndpointRecord>[],
  { region, account, partition }: Where,
): readonly VpcEndpoint[] =>
  records.map(({ Region = region, OwnerId = account, ServiceName, Policy, ...rest }) => ({
    ...rest,
    Region,
    OwnerId,
    ServiceName: ServiceName ?? `com.amazonaws.${Region}.s3`,
    ...(Policy !== undefined && { Policy: storedPolicy(policyText(Policy), partition) }),
  }));

/** https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html#default-endpoint-policy */
const fullAccess = JSON.stringify({
  Version: '2008-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
});

const refused = (name: string, message: string): Refusal =>
  refuse(name, 400, message, `${api}errors-overview.html`);
const missing = (id: string): Refusal =>
  refused('InvalidVpcEndpointId.NotFound', `The Vpc Endpoint Id '${id}' does not exist`);
const invalid = (message: string): Refusal => refused('InvalidParameterValue', message);

interface ById {
  readonly VpcEndpointId: string;
}
const endpoints = recordsOf<VpcEndpoint, ById>({
  all: (world) => world.ec2.VpcEndpoints,
  with: (world, VpcEndpoints) => ({ ...world, ec2: { ...world.ec2, VpcEndpoints } }),
  is: (one, { VpcEndpointId }, { region }) => one.VpcEndpointId === VpcEndpointId && one.Region === region,
  missing: ({ VpcEndpointId }) => missing(VpcEndpointId),
});

interface Filtered {
  readonly Filters?: readonly { readonly Name?: string; readonly Values?: readonly string[] }[];
}
interface Modify extends ById {
  readonly PolicyDocument?: string;
  readonly ResetPolicy?: boolean;
}

/** Services of AWS take policies of endpoints; those that others offer do not. */
const takesPolicies = (name: string): boolean => /^(com\.amazonaws|cn\.com\.amazonaws)\.(?!vpce)/.test(name);

export const vpcEndpoints: Operations = {
  // API_DescribeVpcEndpoints.html
  DescribeVpcEndpoints: lists({
    as: 'VpcEndpoints',
    token: 'NextToken',
    wrong: invalid,
    items: (
      { ec2 },
      { VpcEndpointIds: ids }: { readonly VpcEndpointIds?: readonly string[] },
      { region },
    ) => {
      const here = ec2.VpcEndpoints.filter(({ Region }) => Region === region);
      const lost = ids?.find((id) => !here.some(({ VpcEndpointId }) => VpcEndpointId === id));
      return lost === undefined
        ? here
            .filter(({ VpcEndpointId }) => ids?.includes(VpcEndpointId) ?? true)
            .map(({ Region: _region, VpcEndpointType, HidesPolicy, Policy = fullAccess, Tags, ...one }) => ({
              ...one,
              ...(VpcEndpointType !== null && { VpcEndpointType }),
              ...(!HidesPolicy && { PolicyDocument: Policy }),
              Tags: tagList(Tags),
            }))
        : missing(lost);
    },
  }),
  // API_DescribeTags.html: of one resource, by the only filter that is asked for.
  DescribeTags: lists({
    as: 'Tags',
    token: 'NextToken',
    wrong: invalid,
    items: ({ ec2 }, { Filters: [filter] = [] }: Filtered, { region }) =>
      filter?.Name === 'resource-id'
        ? ec2.VpcEndpoints.filter(
            ({ VpcEndpointId, Region }) => Region === region && filter.Values?.includes(VpcEndpointId),
          ).flatMap(({ VpcEndpointId: ResourceId, Tags }) =>
            tagList(Tags).map((tag) => ({ ...tag, ResourceId, ResourceType: 'vpc-endpoint' })),
          )
        : invalid(`The filter '${filter?.Name}' is invalid`),
  }),
  // API_DescribeVpcEndpointServices.html
  DescribeVpcEndpointServices: (
    world,
    { ServiceNames: names = [] }: { readonly ServiceNames?: readonly string[] },
  ) => {
    const known = new Set(world.ec2.VpcEndpoints.map(({ ServiceName }) => ServiceName));
    const strange = names.find((name) => !known.has(name) || name.endsWith('.withdrawn'));
    return strange === undefined
      ? {
          world,
          output: {
            ServiceNames: names,
            ServiceDetails: names.map((ServiceName) => ({
              ServiceName,
              VpcEndpointPolicySupported: takesPolicies(ServiceName),
            })),
          },
        }
      : refused('InvalidServiceName', `The Vpc Endpoint Service '${strange}' does not exist`);
  },
  // API_ModifyVpcEndpoint.html: a policy, or the reset of it.
  ModifyVpcEndpoint: endpoints.changes(
    (one, { PolicyDocument: text, ResetPolicy }: Modify, _context, { partition }) => {
      if (one.RequesterManaged)
        return refused('OperationNotPermitted', 'The endpoint is managed by a service');
      if (one.State.toLowerCase() !== 'available')
        return refused('IncorrectState', `The endpoint is ${one.State}`);
      if (ResetPolicy && text !== undefined)
        return invalid('PolicyDocument and ResetPolicy exclude each other');
      if (ResetPolicy) return { item: { ...one, Policy: undefined }, output: { Return: true } };
      const refusal = policyRefusal(text ?? '', {
        partition,
        largest: 20_480,
        isAction: (action) => action === '*' || /^[a-z0-9-]+:[\w*?]+$/i.test(action),
        isResource: () => true,
        conditionKeys: ['s3'],
        malformed: (message) => refused('InvalidPolicyDocument', message),
      });
      return (
        refusal ?? { item: { ...one, Policy: storedPolicy(text ?? '', partition) }, output: { Return: true } }
      );
    },
  ),
};
