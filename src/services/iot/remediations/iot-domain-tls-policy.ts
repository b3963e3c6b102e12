import {
  DescribeDomainConfigurationCommand,
  IoTClient,
  UpdateDomainConfigurationCommand,
} from '@aws-sdk/client-iot';
import { unless } from '../../../aws/error-names.ts';
import { remediation, type Aws } from '../../../core/model/remediation.ts';
import { saying } from '../../../core/say/said.ts';
import type { Target } from '../../../core/model/target.ts';
import { tlsPolicy } from '../../../families/tls-policy.ts';
import { tlsPolicySettings } from '../../../families/tls-policy/settings.ts';
import { without } from '../../../families/typed.ts';
import { canChoosePolicy, securityPoliciesIn } from '../facts/security-policies.ts';

const named = (name: string): string => `IoTSecurityPolicy_${name}`;

/** One that has another ARN by now is another one. `undefined`: it is gone. */
const configurationOf = async ({ id, arn }: Target, aws: Aws) => {
  const asked = new DescribeDomainConfigurationCommand({ domainConfigurationName: id });
  const found = await unless('ResourceNotFoundException', undefined, aws.use(IoTClient).send(asked));
  return found?.domainConfigurationArn === arn ? found : undefined;
};

const { messages, ...parts } = tlsPolicy({
  attribute: 'securityPolicy',
  thing: 'domain configuration',
  protocolLog: 'the inventory of your devices, because AWS IoT logs no protocols',
  cipherLog: 'the inventory of your devices, because AWS IoT logs no ciphers',
  messages: {
    'no-policy': {
      says: 'AWS IoT names no security policy for domain configuration {name}: it cannot be chosen there, and TLS 1.2 is demanded all the same.',
    },
    'policy-of-the-region': {
      says: 'In China AWS IoT lets nobody choose the security policy of domain configuration {name}: it is the one of its Region, and TLS 1.2 is demanded all the same.',
    },
    'devices-cannot-be-reached': {
      says: 'A device that cannot connect to {domain} any more cannot be updated over it either. Only devices that name the endpoint when they connect (SNI) get this policy.',
      todo: 'Have one device of each kind and firmware connect to a domain configuration of its own with {target} first.',
    },
    'default-endpoint': {
      says: 'Domain configuration {name} is the endpoint of the whole account and Region. Of AWS’s pages one shows how its policy is changed, and another says that it cannot be.',
      todo: 'Approve only if every device of the account may get {target}; if AWS IoT refuses the change, make a domain configuration of your own.',
    },
  },
  read: async (target, aws) => {
    const found = await configurationOf(target, aws);
    return (
      found && {
        policy: found.tlsConfig?.securityPolicy ?? null,
        known: securityPoliciesIn(target.partition),
        kind: '',
        // It has no status in which AWS IoT refuses a change.
        readiness: { is: 'ready' } as const,
        domain: found.domainName ?? '',
        isDefault: found.domainType === 'ENDPOINT',
      }
    );
  },
  get: async (target, aws) => ({
    value: (await configurationOf(target, aws))?.tlsConfig?.securityPolicy ?? null,
  }),
  // What the call does not name stays as it is.
  put: async (securityPolicy, _seen, { id: domainConfigurationName }, aws) => {
    const asked = { domainConfigurationName, tlsConfig: { securityPolicy } };
    await aws.use(IoTClient).send(new UpdateDomainConfigurationCommand(asked));
  },
  outside: ({ policy }, { id: name, partition }) => {
    if (!canChoosePolicy(partition)) return { message: 'policy-of-the-region', data: { name } };
    return policy === null ? { message: 'no-policy', data: { name } } : undefined;
  },
  hazards: ({ domain, isDefault }, { name: target }, { id: name }) => [
    { message: 'devices-cannot-be-reached', data: { domain: domain || name, target } },
    ...saying('default-endpoint' as const, isDefault, { name, target }),
  ],
  source: ({ after }, { id }) => {
    const policy = String(after);
    return {
      cloudformation: `# In the AWS::IoT::DomainConfiguration ${id}:\nTlsConfig:\n  SecurityPolicy: ${policy}`,
      cdk: `// In the iot.CfnDomainConfiguration ${id}:\ntlsConfig: { securityPolicy: '${policy}' },`,
      terraform: `# In the aws_iot_domain_configuration ${id}:\ntls_config {\n  security_policy = "${policy}"\n}`,
    };
  },
});

/** Changes a domain configuration of AWS IoT to a security policy that is accepted and in no way worse. */
export default remediation({
  meta: {
    id: 'iot-domain-tls-policy',
    version: 1,
    family: 'tls-policy',
    concerns: { hop: 'in', matter: 'old-tls' },
    title: 'Domain configurations of AWS IoT use a security policy of today',
    summary:
      'Changes the security policy of a domain configuration from one of 2015 or 2016 to one of 2022 that takes TLS 1.2 and 1.3. All of them demand TLS 1.2 by now; those of old have ciphers and names of another time. Always asks: a device that is shut out cannot be updated any more.',
    resourceType: 'AWS::IoT::DomainConfiguration',
    configRules: [],
    controls: [],
    services: ['iot'],
    impacts: ['breaks-old-tls'],
    reversible: true,
    permissions: {
      read: ['iot:DescribeDomainConfiguration'],
      write: ['iot:UpdateDomainConfiguration'],
      undo: ['iot:UpdateDomainConfiguration'],
    },
    // It is never at work, and no policy is made for a profile.
    messages: without(messages, 'busy', 'needs-people', 'status-unknown', 'made-for'),
    docs: [
      'https://docs.aws.amazon.com/iot/latest/developerguide/transport-security.html',
      'https://docs.aws.amazon.com/iot/latest/developerguide/iot-endpoints-tls-config.html',
      'https://docs.aws.amazon.com/iot/latest/apireference/API_DescribeDomainConfiguration.html',
      'https://docs.aws.amazon.com/iot/latest/apireference/API_UpdateDomainConfiguration.html',
    ],
  },
  settings: tlsPolicySettings({
    accepted: ['TLS12_1_2_2022_10', 'TLS13_1_2_2022_01', 'TLS13_1_2_2022_10', 'TLS13_1_3_2022_10'].map(named),
    target: named('TLS13_1_2_2022_10'),
    fipsTarget: named('TLS13_1_2_2022_10'),
    known: [...new Set(['aws', 'aws-us-gov'].flatMap(securityPoliciesIn).map(({ name }) => name))],
  }),
  ...parts,
});
