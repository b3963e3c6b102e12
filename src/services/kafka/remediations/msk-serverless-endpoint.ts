import * as z from 'zod/mini';
import { remediation } from '../../../core/model/remediation.ts';
import { enforced } from '../../../families/enforced.ts';
import { clusterOf } from '../parameters/cluster.ts';

const page = 'https://docs.aws.amazon.com/msk/latest/developerguide/serverless.html';

const { messages, ...parts } = enforced({
  thing: 'serverless cluster',
  page,
  says: 'it lets in only clients that authenticate with IAM, and they come over TLS (SASL_SSL, port 9098) and no other way.',
  caveat:
    'What becomes of the records behind the cluster is not seen: a connector, a pipe or an application that reads them may pass them on without TLS.',
  // MSK shows no ClientBroker of a serverless cluster; IAM does not go without TLS.
  field: { name: 'ClientAuthentication.Sasl.Iam.Enabled', holds: (value) => value === 'true' },
  read: async (target, aws) => {
    const found = await clusterOf(target, aws);
    const enabled = found?.Serverless?.ClientAuthentication?.Sasl?.Iam?.Enabled;
    return found && { value: enabled === undefined ? null : String(enabled) };
  },
});

/** Shows that a serverless cluster of MSK takes clients over TLS alone. */
export default remediation({
  meta: {
    id: 'msk-serverless-endpoint',
    version: 1,
    family: 'enforced',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'MSK Serverless is reached over TLS only',
    summary:
      'Reads that a serverless cluster demands IAM authentication, which goes over TLS alone, and says what AWS documents of it. Nothing is written.',
    resourceType: 'AWS::MSK::ServerlessCluster',
    configRules: [],
    controls: [],
    services: ['kafka'],
    reversible: true,
    permissions: { read: ['kafka:DescribeClusterV2'], write: [], undo: [] },
    messages,
    docs: [page, 'https://docs.aws.amazon.com/msk/latest/developerguide/iam-access-control.html'],
  },
  settings: z.strictObject({}),
  ...parts,
});
