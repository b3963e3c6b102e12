import {
  DescribeSecurityPolicyCommand,
  ListSecurityPoliciesCommand,
  TransferClient,
  UpdateServerCommand,
} from '@aws-sdk/client-transfer';
import { unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { traitsOf, type TlsPolicy } from '../../../aws/tls-policies.ts';
import { remediation, type Aws } from '../../../core/model/remediation.ts';
import { saying } from '../../../core/say/said.ts';
import { tlsPolicy } from '../../../families/tls-policy.ts';
import { without } from '../../../families/typed.ts';
import { isForServers, takesSshRsa } from '../facts/security-policies.ts';
import { isLogged, serverOf, serverReadiness } from '../parameters/server.ts';
import { messages as own } from './transfer-server-tls-policy/messages.ts';
import { settings } from './transfer-server-tls-policy/settings.ts';

/** Where AWS does not say what a server speaks, everything counts. */
const speaks = (protocols: readonly string[], protocol: string): boolean =>
  protocols.length === 0 || protocols.includes(protocol);

/** What of a policy counts for a server: suites of TLS where it speaks FTPS, algorithms of SSH where it speaks SFTP. */
const policyOf = async (
  name: string,
  protocols: readonly string[],
  aws: Aws,
): Promise<readonly TlsPolicy[]> => {
  const asked = aws.use(TransferClient).send(new DescribeSecurityPolicyCommand({ SecurityPolicyName: name }));
  const found = (await unless('ResourceNotFoundException', undefined, asked))?.SecurityPolicy;
  if (!found) return [];
  const { TlsCiphers = [], SshCiphers = [], SshKexs = [], SshMacs = [] } = found;
  const tls = speaks(protocols, 'FTPS') ? TlsCiphers : [];
  const ssh = speaks(protocols, 'SFTP') ? [...SshCiphers, ...SshKexs, ...SshMacs] : [];
  return [{ name, protocols: ['TLSv1.2'], ciphers: [...tls, ...ssh].toSorted(), kinds: [] }];
};

/** What the Region has for servers, sorted by name. */
const policiesIn = async (protocols: readonly string[], aws: Aws): Promise<readonly TlsPolicy[]> => {
  const names: string[] = [];
  const pages = everyPage(async (NextToken) => {
    const answer = await aws
      .use(TransferClient)
      .send(new ListSecurityPoliciesCommand({ MaxResults: 1000, NextToken }));
    return { items: answer.SecurityPolicyNames, next: answer.NextToken };
  });
  for await (const name of pages) if (isForServers(name)) names.push(name);
  const policies = await Promise.all(names.toSorted().map((name) => policyOf(name, protocols, aws)));
  return policies.flat();
};

const { messages, ...parts } = tlsPolicy({
  attribute: 'securityPolicyName',
  thing: 'server',
  protocolLog: 'its logs (CloudWatch Logs)',
  cipherLog: 'its logs (CloudWatch Logs) for the kex and ciphers of each session',
  messages: own,
  read: async (target, aws) => {
    const server = await serverOf(target, aws);
    if (!server) return undefined;
    const protocols = server.Protocols ?? [];
    return {
      policy: server.SecurityPolicyName ?? null,
      known: await policiesIn(protocols, aws),
      kind: 'server',
      readiness: serverReadiness(server.State ?? ''),
      protocols: protocols.toSorted(),
      logs: isLogged(server),
    };
  },
  get: async (target, aws) => ({ value: (await serverOf(target, aws))?.SecurityPolicyName ?? null }),
  // What the call does not name stays as it is.
  put: async (SecurityPolicyName, _seen, { id: ServerId }, aws) => {
    await aws.use(TransferClient).send(new UpdateServerCommand({ ServerId, SecurityPolicyName }));
  },
  outside: ({ protocols }, { id: name }) =>
    speaks(protocols, 'SFTP') || speaks(protocols, 'FTPS')
      ? undefined
      : { message: 'neither-spoken', data: { name } },
  hazards: ({ policy, known, protocols, logs }, { name: target }, { id: name }) => {
    const from = known.find((one) => one.name === policy);
    const isRsaLost = speaks(protocols, 'SFTP') && takesSshRsa(policy ?? '') && !takesSshRsa(target);
    return [
      ...saying('fips-endpoint', from !== undefined && traitsOf(from).fips, { name }),
      ...saying('ssh-rsa-lost', isRsaLost, { name, target }),
      // Always: what the lists leave out no comparison finds, so that a person decides even where nothing seems lost.
      ...saying('not-described', true, { name, target }),
      ...saying('not-logged', !logs, { name }),
    ];
  },
  source: ({ after }, { id }) => {
    const policy = String(after);
    return {
      cloudformation: `# In the AWS::Transfer::Server ${id}:\nSecurityPolicyName: ${policy}`,
      cdk: `// In the transfer.CfnServer ${id}:\nsecurityPolicyName: '${policy}',`,
      terraform: `# In the aws_transfer_server ${id}:\nsecurity_policy_name = "${policy}"`,
    };
  },
});

/** Changes a server of Transfer Family to a security policy that is accepted and in no way worse. */
export default remediation({
  meta: {
    id: 'transfer-server-tls-policy',
    version: 1,
    family: 'tls-policy',
    concerns: { hop: 'in', matter: 'old-tls' },
    title: 'Transfer Family servers use a recommended security policy',
    summary:
      'Changes the security policy of a server, which says what FTPS and SFTP are encrypted with, to one that is accepted and loses neither FIPS nor post-quantum key exchange. Compared is what the Region describes, as far as the server speaks it: suites of TLS for FTPS, algorithms of SSH for SFTP. Security policies of connectors are another matter.',
    resourceType: 'AWS::Transfer::Server',
    configRules: [],
    controls: [],
    services: ['transfer'],
    impacts: ['breaks-old-tls'],
    reversible: true,
    permissions: {
      read: ['transfer:DescribeSecurityPolicy', 'transfer:DescribeServer', 'transfer:ListSecurityPolicies'],
      write: ['transfer:UpdateServer'],
      undo: ['transfer:UpdateServer'],
    },
    // All of them are about TLS 1.2, and none is made for a profile.
    messages: without(messages, 'tls12-lost', 'made-for'),
    docs: [
      'https://docs.aws.amazon.com/transfer/latest/userguide/security-policies.html',
      'https://docs.aws.amazon.com/transfer/latest/userguide/edit-server-config.html#edit-cryptographic-algorithm',
      'https://docs.aws.amazon.com/transfer/latest/APIReference/API_DescribeSecurityPolicy.html',
      'https://docs.aws.amazon.com/transfer/latest/APIReference/API_UpdateServer.html',
    ],
  },
  settings,
  ...parts,
});
