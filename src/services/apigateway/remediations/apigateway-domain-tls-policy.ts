import { APIGatewayClient, UpdateDomainNameCommand } from '@aws-sdk/client-api-gateway';
import { remediation } from '../../../core/model/remediation.ts';
import { saying } from '../../../core/say/said.ts';
import type { Target } from '../../../core/model/target.ts';
import { tlsPolicy } from '../../../families/tls-policy.ts';
import { without } from '../../../families/typed.ts';
import { isEnhanced, kindOf, policiesFor, securityHubPolicies } from '../facts/security-policies.ts';
import {
  securityPolicySettings,
  settingsAt,
  type SecurityPolicySettings,
} from '../parameters/policy-settings.ts';
import { errors, patchesOf } from '../parameters/security-policy.ts';
import { tlsNotOffered } from '../parameters/tls-not-offered.ts';
import { messages as own } from './apigateway-domain-tls-policy/messages.ts';
import { readinessOf } from './apigateway-domain-tls-policy/readiness.ts';
import { domainNameOf, isForHttpApis } from './apigateway-domain-tls-policy/read.ts';
import { source } from './apigateway-domain-tls-policy/source.ts';

const {
  messages,
  plan: planOf,
  ...parts
} = tlsPolicy({
  attribute: 'securityPolicy',
  thing: 'domain name',
  protocolLog: '$context.tlsVersion in the access logs of the stages that it leads to',
  cipherLog: '$context.cipherSuite in the access logs of the stages that it leads to',
  messages: own,
  read: async (target, aws) => {
    const domain = await domainNameOf(target, aws);
    if (!domain) return undefined;
    const { types = [] } = domain.endpointConfiguration ?? {};
    const kind = kindOf(types);
    const isOfRestAlone = kind === 'EDGE' || domain.securityPolicy === 'TLS_1_0';
    const isMutual = (domain.mutualTlsAuthentication?.truststoreUri ?? '') !== '';
    return {
      policy: domain.securityPolicy ?? null,
      known: policiesFor(kind),
      kind,
      readiness: readinessOf(domain.domainNameStatus ?? '', types),
      isMutual,
      hasHttpApis: isMutual || (await isForHttpApis(target, { isOfRestAlone }, aws)),
    };
  },
  get: async (target, aws) => {
    const domain = await domainNameOf(target, aws);
    return { value: domain?.securityPolicy ?? null, token: domain?.endpointAccessMode };
  },
  put: async (policy, mode, { id: domainName }, aws) => {
    const patchOperations = patchesOf(policy, mode);
    await aws.use(APIGatewayClient).send(new UpdateDomainNameCommand({ domainName, patchOperations }));
  },
  hazards: ({ isMutual, hasHttpApis }, { name: target }, { id: name }) => [
    { message: 'clients-of-all', data: { name } },
    ...saying('mutual-tls', isMutual, { name, target }),
    ...saying('http-apis', hasHttpApis && !isMutual, { name, target }),
    ...saying('takes-time', isEnhanced(target), { name }),
  ],
  source,
});

type Seen = Parameters<typeof planOf>[0];
const plan = (seen: Seen, target: Target, chosen: SecurityPolicySettings) => {
  const here = settingsAt(seen.kind, chosen);
  // The newest that AWS takes there.
  const most = { ...here, acceptedPolicies: ['TLS_1_2'], targetPolicy: 'TLS_1_2' };
  return planOf(seen, target, seen.hasHttpApis ? most : here);
};

/** Changes a custom domain name of API Gateway to a security policy that Security Hub takes. */
export default remediation({
  meta: {
    id: 'apigateway-domain-tls-policy',
    version: 1,
    family: 'tls-policy',
    concerns: { hop: 'in', matter: 'old-tls' },
    title: 'Custom domain names of API Gateway use a recommended security policy',
    summary:
      'Changes the security policy of a public custom domain name to one that APIGateway.11 takes, with the endpoint access mode BASIC, which refuses nobody. AWS lets names with mutual TLS, and names that lead to HTTP or WebSocket APIs, have nothing newer than TLS_1_2: they are changed to that and pass here with it, where the rule and the control go on failing (suppress the finding). Private names are not looked at.',
    resourceType: 'AWS::ApiGateway::DomainName',
    configRules: ['APIGATEWAY_DOMAIN_NAME_TLS_CHECK'],
    managedRules: {
      APIGATEWAY_DOMAIN_NAME_TLS_CHECK: {
        regions: {
          lacking: ['ap-southeast-6', 'cn-north-1', 'cn-northwest-1', 'us-gov-east-1', 'us-gov-west-1'],
        },
        parameters: { allowedSecurityPolicies: securityHubPolicies.join(',') },
      },
    },
    controls: ['APIGateway.11'],
    services: ['apigateway'],
    impacts: ['breaks-old-tls'],
    reversible: true,
    permissions: { read: ['apigateway:GET'], write: ['apigateway:PATCH'], undo: ['apigateway:PATCH'] },
    // No policy is made for a profile.
    messages: without(messages, 'made-for'),
    errors,
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/apigateway-domain-name-tls-check.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-11',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies.html',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html',
      'https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateDomainName.html',
    ],
  },
  settings: securityPolicySettings(securityHubPolicies),
  fromRule: ({ allowedSecurityPolicies = '' }) => {
    const given = allowedSecurityPolicies
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
    return given.length > 0 ? { acceptedPolicies: given } : {};
  },
  plan,
  evidence: tlsNotOffered(plan),
  ...parts,
});
