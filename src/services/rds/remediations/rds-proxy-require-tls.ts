import * as z from 'zod/mini';
import { remediation } from '../../../core/model/remediation.ts';
import { saying } from '../../../core/say/said.ts';
import { dependantHazards, environmentNotes } from '../../../dependants/words.ts';
import { setting } from '../../../families/setting.ts';
import { ladder } from '../../../families/steps.ts';
import { proxyFamilyOf } from '../facts/proxy.ts';
import { messages as own } from './rds-proxy-require-tls/messages.ts';
import { proxyOf, readProxy } from './rds-proxy-require-tls/read.ts';
import { errors, putRequireTls } from './rds-proxy-require-tls/write.ts';

const { messages, ...parts } = setting({
  attribute: 'requireTls',
  thing: 'proxy',
  setting: 'RequireTLS',
  messages: own,
  read: readProxy,
  get: async (_on, target, aws) => ({ value: (await proxyOf(target, aws))?.RequireTLS ?? null }),
  put: (_on, value, _seen, target, aws) => putRequireTls(value, target, aws),
  meaning: ladder<boolean>(false, { to: true, impact: ['breaks-plaintext'] }),
  sayings: ({ around: { family, targets, dependants } }, stepping, { id: name }) => {
    const isDue = stepping.length > 0;
    const known = proxyFamilyOf(family);
    return {
      hazards: [
        ...saying('engine-unknown', isDue && known === undefined, { name, family }),
        ...dependantHazards({ name }, dependants),
      ],
      notes: [
        // No hazard: CloudWatch counts whoever it would be, and the impact asks where nobody has looked.
        ...saying('clients-without-tls', isDue && known !== undefined, {
          name,
          client: known?.client ?? '',
        }),
        ...environmentNotes({ name }, dependants),
        ...saying('leads-nowhere', isDue && targets.length === 0, { name }),
        ...saying('hop-behind', targets.length > 0, { name, behind: targets.join(', ') }),
      ],
    };
  },
  source: ({ after }, { id }) => {
    const on = after === true;
    return {
      cloudformation: `# In the AWS::RDS::DBProxy ${id}:\nRequireTLS: ${on}`,
      cdk: `// In the rds.DatabaseProxy ${id}:\nrequireTLS: ${on},`,
      terraform: `# In the aws_db_proxy ${id}:\nrequire_tls = ${on}`,
    };
  },
});

/** Makes a proxy of RDS or Aurora refuse clients without TLS. */
export default remediation({
  meta: {
    id: 'rds-proxy-require-tls',
    version: 1,
    family: 'setting',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'RDS proxies take connections over TLS only',
    summary:
      'Sets RequireTLS of the proxy and nothing else: whoever connects to it without TLS is refused. An owner is asked unless they have opted in, or CloudWatch has counted nobody without TLS and the policy takes metrics for enough (evidence, bestEffort: apply). Whether the proxy then speaks TLS with the database as well, AWS does not say clearly.',
    resourceType: 'AWS::RDS::DBProxy',
    configRules: ['RDS_PROXY_TLS_ENCRYPTION'],
    // https://docs.aws.amazon.com/config/latest/developerguide/rds-proxy-tls-encryption.html
    managedRules: {
      RDS_PROXY_TLS_ENCRYPTION: {
        regions: {
          lacking: [
            'ap-east-2',
            'ap-southeast-5',
            'ap-southeast-6',
            'ap-southeast-7',
            'ca-west-1',
            'cn-north-1',
            'cn-northwest-1',
            'me-south-1',
            'mx-central-1',
            'us-gov-east-1',
            'us-gov-west-1',
          ],
        },
      },
    },
    controls: ['RDS.43'],
    services: ['rds'],
    impacts: ['breaks-plaintext'],
    reversible: true,
    permissions: {
      read: [
        'dms:DescribeEndpoints',
        'ecs:DescribeServices',
        'ecs:DescribeTaskDefinition',
        'ecs:ListClusters',
        'ecs:ListServices',
        'glue:GetConnections',
        'lambda:ListFunctions',
        'rds:DescribeDBProxies',
        'rds:DescribeDBProxyEndpoints',
        'rds:DescribeDBProxyTargets',
      ],
      write: ['rds:ModifyDBProxy'],
      undo: ['rds:ModifyDBProxy'],
    },
    messages,
    errors,
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/rds-proxy-tls-encryption.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-43',
      'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBProxy.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBProxy.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.howitworks.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.monitoring.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
  evidence: (_state, { arn, id: proxy }) => [
    { ask: 'plaintext-connections', of: arn, clears: ['breaks-plaintext'], given: { proxy } },
  ],
});
