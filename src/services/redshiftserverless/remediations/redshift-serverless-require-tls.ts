import { RedshiftServerlessClient, UpdateWorkgroupCommand } from '@aws-sdk/client-redshift-serverless';
import * as z from 'zod/mini';
import { hclText, tsText, yamlValue } from '../../../aws/source-text.ts';
import { remediation } from '../../../core/model/remediation.ts';
import { environmentNotes, hazardsWithoutDms } from '../../../dependants/words.ts';
import { setting } from '../../../families/setting.ts';
import { ladder } from '../../../families/steps.ts';
import { without } from '../../../families/typed.ts';
import { requireSsl, requireSslIn, withRequireSsl } from '../facts/config-parameters.ts';
import { messages as own } from './redshift-serverless-require-tls/messages.ts';
import { readWorkgroup, workgroupOf } from './redshift-serverless-require-tls/read.ts';

const { messages, ...parts } = setting({
  attribute: 'requireSsl',
  thing: 'workgroup',
  setting: requireSsl,
  messages: own,
  read: readWorkgroup,
  get: async (_on, target, aws) => {
    const { configParameters = [] } = (await workgroupOf(target, aws)) ?? {};
    return { value: requireSslIn(configParameters), token: configParameters };
  },
  // AWS takes one kind of change in a call, so this is the only one.
  put: async (_on, value, seen, { id: workgroupName }, aws) => {
    if (!Array.isArray(seen)) throw new TypeError('a put needs what get has seen');
    const configParameters = withRequireSsl(seen, value);
    await aws
      .use(RedshiftServerlessClient)
      .send(new UpdateWorkgroupCommand({ workgroupName, configParameters }));
  },
  meaning: ladder<string>('false', { to: 'true', impact: ['breaks-plaintext', 'restarts'] }),
  sayings: ({ around }, { length }, { id: name }) =>
    length === 0
      ? {}
      : {
          hazards: [
            { message: 'clients-without-tls', data: { name } },
            ...hazardsWithoutDms({ name }, around),
          ],
          notes: environmentNotes({ name }, around),
        },
  source: ({ after }, { id }) => {
    const value = String(after);
    return {
      cloudformation: `# In ConfigParameters of the AWS::RedshiftServerless::Workgroup ${id}, beside the others:\n- ParameterKey: ${requireSsl}\n  ParameterValue: ${yamlValue(value)}`,
      cdk: `// In configParameters of the redshiftserverless.CfnWorkgroup ${id}, beside the others:\n{ parameterKey: ${tsText(requireSsl)}, parameterValue: ${tsText(value)} },`,
      terraform: `# In the aws_redshiftserverless_workgroup ${id}, beside its others:\nconfig_parameter {\n  parameter_key   = ${hclText(requireSsl)}\n  parameter_value = ${hclText(value)}\n}`,
    };
  },
});

/** Makes a workgroup of Redshift Serverless refuse connections without TLS. */
export default remediation({
  meta: {
    id: 'redshift-serverless-require-tls',
    version: 1,
    family: 'setting',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'Redshift Serverless workgroups refuse connections without TLS',
    summary:
      'Sets require_ssl of a workgroup to true and sends its other parameters back as they are. Always asks: whoever connects without TLS is refused, and open connections may break off while AWS applies it.',
    resourceType: 'AWS::RedshiftServerless::Workgroup',
    configRules: ['REDSHIFT_SERVERLESS_WORKGROUP_ENCRYPTED_IN_TRANSIT'],
    // https://docs.aws.amazon.com/config/latest/developerguide/redshift-serverless-workgroup-encrypted-in-transit.html
    managedRules: {
      REDSHIFT_SERVERLESS_WORKGROUP_ENCRYPTED_IN_TRANSIT: {
        regions: {
          lacking: [
            'af-south-1',
            'ap-east-1',
            'ap-east-2',
            'ap-northeast-3',
            'ap-south-2',
            'ap-southeast-3',
            'ap-southeast-4',
            'ap-southeast-5',
            'ap-southeast-6',
            'ap-southeast-7',
            'ca-west-1',
            'eu-south-1',
            'il-central-1',
            'me-central-1',
            'me-south-1',
            'mx-central-1',
            'sa-east-1',
            'us-gov-east-1',
            'us-gov-west-1',
          ],
        },
      },
    },
    controls: ['RedshiftServerless.2'],
    services: ['redshift-serverless'],
    impacts: ['breaks-plaintext', 'restarts'],
    reversible: true,
    permissions: {
      read: [
        'ecs:DescribeServices',
        'ecs:DescribeTaskDefinition',
        'ecs:ListClusters',
        'ecs:ListServices',
        'glue:GetConnections',
        'lambda:ListFunctions',
        'redshift-serverless:GetWorkgroup',
      ],
      write: ['redshift-serverless:UpdateWorkgroup'],
      undo: ['redshift-serverless:UpdateWorkgroup'],
    },
    // No status of a workgroup waits for people.
    messages: without(messages, 'needs-people'),
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/redshift-serverless-workgroup-encrypted-in-transit.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/redshiftserverless-controls.html#redshiftserverless-2',
      'https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_UpdateWorkgroup.html',
      'https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_Workgroup.html',
      'https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-connecting.html',
      'https://docs.aws.amazon.com/redshift/latest/dg/SYS_CONNECTION_LOG.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
