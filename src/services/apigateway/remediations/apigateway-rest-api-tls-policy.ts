import { APIGatewayClient, GetRestApiCommand, UpdateRestApiCommand } from '@aws-sdk/client-api-gateway';
import { unless } from '../../../aws/error-names.ts';
import { remediation, type Aws } from '../../../core/model/remediation.ts';
import type { Target } from '../../../core/model/target.ts';
import { readinessBy } from '../../../families/steps.ts';
import { tlsPolicy } from '../../../families/tls-policy.ts';
import { without } from '../../../families/typed.ts';
import { isEnhanced, kindOf, policiesFor, undescribed } from '../facts/security-policies.ts';
import {
  securityPolicySettings,
  settingsAt,
  type SecurityPolicySettings,
} from '../parameters/policy-settings.ts';
import { errors, patchesOf } from '../parameters/security-policy.ts';
import { tlsNotOffered } from '../parameters/tls-not-offered.ts';
import { messages as own } from './apigateway-rest-api-tls-policy/messages.ts';
import { source } from './apigateway-rest-api-tls-policy/source.ts';

/** https://docs.aws.amazon.com/apigateway/latest/api/API_RestApi.html */
const readiness = readinessBy({
  ready: ['AVAILABLE'],
  busy: ['UPDATING', 'PENDING'],
  people: {
    FAILED: 'Look at apiStatusMessage (aws apigateway get-rest-api), and repeat or take back what failed.',
  },
});

const restApiOf = ({ id: restApiId }: Target, aws: Aws) =>
  unless(
    'NotFoundException',
    undefined,
    aws.use(APIGatewayClient).send(new GetRestApiCommand({ restApiId })),
  );

const {
  messages,
  plan: planOf,
  ...parts
} = tlsPolicy({
  attribute: 'apiSecurityPolicy',
  thing: 'REST API',
  protocolLog: '$context.tlsVersion in the access logs of its stages',
  cipherLog: '$context.cipherSuite in the access logs of its stages',
  messages: own,
  read: async (target, aws) => {
    const api = await restApiOf(target, aws);
    if (!api) return undefined;
    const { types = [] } = api.endpointConfiguration ?? {};
    const kind = kindOf(types);
    const policy = api.securityPolicy ?? null;
    return {
      policy,
      // AWS takes no API back to TLS_1_2, nor from TLS_1_0 to it.
      known: policiesFor(kind).filter(({ name }) => name !== 'TLS_1_2' || policy === name),
      kind,
      // An API of before 2025 that nobody has touched since shows no status.
      readiness: readiness(api.apiStatus ?? 'AVAILABLE'),
      isOff: api.disableExecuteApiEndpoint === true,
    };
  },
  get: async (target, aws) => {
    const api = await restApiOf(target, aws);
    return { value: api?.securityPolicy ?? null, token: api?.endpointAccessMode };
  },
  put: async (policy, mode, { id: restApiId }, aws) => {
    const patchOperations = patchesOf(policy, mode);
    await aws.use(APIGatewayClient).send(new UpdateRestApiCommand({ restApiId, patchOperations }));
  },
  hazards: ({ policy, isOff }, { name: target }, { id: name }) => [
    { message: 'redeploy', data: { name } },
    ...(isEnhanced(target) && !isEnhanced(policy ?? '')
      ? [{ message: 'takes-time', data: { name } } as const]
      : []),
    ...(isOff ? [{ message: 'by-domain-only', data: { name } } as const] : []),
  ],
  source,
});

type Seen = Parameters<typeof planOf>[0];
const plan = (seen: Seen, target: Target, chosen: SecurityPolicySettings) =>
  planOf(seen, target, settingsAt(seen.kind, chosen));

/** Changes a REST API to a security policy without TLS 1.0 and 1.1. */
export default remediation({
  meta: {
    id: 'apigateway-rest-api-tls-policy',
    version: 1,
    family: 'tls-policy',
    concerns: { hop: 'in', matter: 'old-tls' },
    title: 'REST APIs take TLS 1.2 or newer',
    summary:
      'Changes the security policy of a REST API from TLS_1_0, which Regional and edge-optimized APIs have where nobody chose, to one that begins with SecurityPolicy_, with the endpoint access mode BASIC, which refuses nobody. It decides for clients that come by a custom domain name too. Nothing is deployed.',
    resourceType: 'AWS::ApiGateway::RestApi',
    configRules: [],
    controls: [],
    services: ['apigateway'],
    impacts: ['breaks-old-tls'],
    reversible: true,
    permissions: { read: ['apigateway:GET'], write: ['apigateway:PATCH'], undo: ['apigateway:PATCH'] },
    // No policy is made for a profile.
    messages: without(messages, 'made-for'),
    errors,
    docs: [
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies.html',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-update.html',
      'https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateRestApi.html',
    ],
  },
  settings: securityPolicySettings([
    'TLS_1_2',
    ...[...policiesFor('REGIONAL'), ...policiesFor('EDGE')].map(({ name }) => name).filter(isEnhanced),
    ...undescribed,
  ]),
  plan,
  evidence: tlsNotOffered(plan),
  ...parts,
});
