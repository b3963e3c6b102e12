import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operations, type Refusal, type World } from '../../../sandbox/world.ts';
import type { Server } from './records.ts';
import { securityPolicies } from './security-policies.ts';

const api = 'https://docs.aws.amazon.com/transfer/latest/APIReference/';

interface Named {
  readonly ServerId?: string;
}
const servers = recordsOf<Server, Named>({
  all: (world) => world.transfer.Servers,
  with: (world, Servers): World => ({ ...world, transfer: { ...world.transfer, Servers } }),
  is: ({ ServerId, Region }, input, { region }) => ServerId === input.ServerId && Region === region,
  missing: () =>
    refuse('ResourceNotFoundException', 400, 'Unknown server', `${api}API_DescribeServer.html#Errors`),
});

const invalid = (why: string): Refusal =>
  refuse('InvalidRequestException', 400, why, `${api}API_UpdateServer.html`);

/** API_UpdateServer.html, Protocols: what goes together. */
const refusalOf = (server: Server): Refusal | undefined => {
  const { Protocols, EndpointType, IdentityProviderType, Certificate, EndpointDetails } = server;
  const isFtp = Protocols.includes('FTP');
  const isFtps = Protocols.includes('FTPS');
  if (Protocols.length === 0) return invalid('Protocols has at least one item');
  if ((isFtp || isFtps || Protocols.includes('AS2')) && EndpointType !== 'VPC')
    return invalid('The endpoint type must be VPC for these protocols');
  if ((isFtp || isFtps) && IdentityProviderType === 'SERVICE_MANAGED')
    return invalid('FTP and FTPS take no service managed users');
  if (isFtp && (EndpointDetails.AddressAllocationIds ?? []).length > 0)
    return invalid('AddressAllocationIds cannot be set for servers with FTP');
  if (isFtps && Certificate === undefined) return invalid('FTPS needs a certificate');
  const policy = securityPolicies.find(({ SecurityPolicyName: name }) => name === server.SecurityPolicyName);
  if (policy?.Type !== 'SERVER') return invalid('Unsupported or invalid SecurityPolicyName');
  return undefined;
};

interface Policy {
  readonly SecurityPolicyName?: string;
}

type Update = Named &
  Partial<Pick<Server, 'Protocols' | 'SecurityPolicyName' | 'PreAuthenticationLoginBanner'>>;

/** What the sandbox plays of it. */
export const transfer: Operations = {
  // API_ListServers.html
  ListServers: lists({
    as: 'Servers',
    token: 'NextToken',
    most: { as: 'MaxResults', largest: 1000 },
    wrong: (message) =>
      refuse('InvalidNextTokenException', 400, message, `${api}API_ListServers.html#Errors`),
    items: ({ account, partition, transfer: { Servers } }, _input: object, { region }) =>
      Servers.filter(({ Region }) => Region === region).map(
        ({ ServerId, Domain, EndpointType, IdentityProviderType, State }) => ({
          Arn: `arn:${partition}:transfer:${region}:${account}:server/${ServerId}`,
          ServerId,
          Domain,
          EndpointType,
          IdentityProviderType,
          State,
        }),
      ),
  }),
  // API_DescribeServer.html
  DescribeServer: servers.reads(({ Tags, Region: _region, EndpointAvailable: _available, ...server }) => ({
    Server: { ...server, Tags: tagList(Tags) },
  })),
  // API_UpdateServer.html: what it does not name stays.
  UpdateServer: servers.changes((server, { ServerId, ...changed }: Update) => {
    if (server.EndpointType === 'VPC' && !server.EndpointAvailable)
      return refuse(
        'ConflictException',
        400,
        'The VPC endpoint of the server is not available',
        `${api}API_UpdateServer.html#Errors`,
      );
    const { Protocols } = { ...server, ...changed };
    const item = { ...server, ...changed, Protocols: Protocols.toSorted() };
    return refusalOf(item) ?? { item, output: { ServerId } };
  }),
  // API_ListSecurityPolicies.html: those of servers and of connectors.
  ListSecurityPolicies: lists({
    as: 'SecurityPolicyNames',
    token: 'NextToken',
    most: { as: 'MaxResults', largest: 1000 },
    wrong: (message) =>
      refuse('InvalidNextTokenException', 400, message, `${api}API_ListSecurityPolicies.html#Errors`),
    items: () => securityPolicies.map(({ SecurityPolicyName }) => SecurityPolicyName),
  }),
  // API_DescribeSecurityPolicy.html
  DescribeSecurityPolicy: (world, { SecurityPolicyName: name }: Policy) => {
    const SecurityPolicy = securityPolicies.find(({ SecurityPolicyName }) => SecurityPolicyName === name);
    return SecurityPolicy
      ? { world, output: { SecurityPolicy } }
      : refuse(
          'ResourceNotFoundException',
          400,
          'Unknown security policy',
          `${api}API_DescribeSecurityPolicy.html#Errors`,
        );
  },
};
