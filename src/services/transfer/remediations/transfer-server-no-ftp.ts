import {
  TransferClient,
  UpdateServerCommand,
  type DescribedServer,
  type Protocol,
} from '@aws-sdk/client-transfer';
import * as z from 'zod/mini';
import { remediation } from '../../../core/model/remediation.ts';
import { saying } from '../../../core/say/said.ts';
import { setting } from '../../../families/setting.ts';
import type { Meaning } from '../../../families/steps.ts';
import { isLogged, serverOf, serverReadiness } from '../parameters/server.ts';
import { messages as own } from './transfer-server-no-ftp/messages.ts';

/** A set: sorted. `null`: AWS did not say. */
const protocolsOf = ({ Protocols }: DescribedServer): readonly string[] | null =>
  Protocols?.toSorted() ?? null;

const meaning = (protocols: readonly string[] | null): Meaning<readonly string[]> => {
  if (protocols === null || protocols.length === 0) return undefined;
  if (!protocols.includes('FTP')) return 'good';
  return { to: protocols.filter((protocol) => protocol !== 'FTP'), impact: ['breaks-plaintext'] };
};

const { messages, ...parts } = setting({
  attribute: 'protocols',
  thing: 'server',
  setting: 'Protocols',
  messages: own,
  read: async (target, aws) => {
    const server = await serverOf(target, aws);
    return (
      server && {
        held: [{ on: target.arn, value: protocolsOf(server) }],
        readiness: serverReadiness(server.State ?? ''),
        around: {
          logs: isLogged(server),
          isOnline: server.State === 'ONLINE',
          passiveIp: server.ProtocolDetails?.PassiveIp ?? 'AUTO',
        },
      }
    );
  },
  get: async (_on, target, aws) => {
    const server = await serverOf(target, aws);
    return { value: server ? protocolsOf(server) : null };
  },
  // What the call does not name stays as it is: certificate, endpoint, identity provider, logging.
  put: async (_on, protocols, _seen, { id }, aws) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- those that AWS itself answered
    const Protocols = protocols as Protocol[];
    await aws.use(TransferClient).send(new UpdateServerCommand({ ServerId: id, Protocols }));
  },
  meaning,
  sayings: ({ around: { logs, isOnline, passiveIp } }, [first], { id: name }) => {
    if (!first) return {};
    const left = first.step.to;
    const isAs2 = left.length > 0 && left.every((protocol) => protocol === 'AS2');
    return {
      obstacles: saying('only-ftp', left.length === 0, { name }),
      hazards: [
        ...saying('ftp-clients', left.length > 0, { name }),
        ...saying('only-as2', isAs2, { name }),
        ...saying('not-logged', !logs, { name }),
        ...saying('passive-address', passiveIp !== 'AUTO' && !left.includes('FTPS'), { name, passiveIp }),
      ],
      notes: saying('offline', !isOnline, { name }),
    };
  },
  source: ({ after }, { id }) => {
    const list = Array.isArray(after) ? after.map(String) : [];
    return {
      cloudformation: `# In the AWS::Transfer::Server ${id}:\nProtocols:\n${list.map((one) => `  - ${one}`).join('\n')}`,
      cdk: `// In the transfer.CfnServer ${id}:\nprotocols: [${list.map((one) => `'${one}'`).join(', ')}],`,
      terraform: `# In the aws_transfer_server ${id}:\nprotocols = [${list.map((one) => `"${one}"`).join(', ')}]`,
    };
  },
});

/** Has a server of Transfer Family speak no FTP any more, where it speaks something else. */
export default remediation({
  meta: {
    id: 'transfer-server-no-ftp',
    version: 1,
    family: 'setting',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'Transfer Family servers speak no FTP',
    summary:
      'Takes FTP out of the protocols of a server and leaves the others. A server that speaks FTP alone is not changed: it says what people have to add first. Always asks, because whoever transfers by FTP has to change the client. The server goes on running.',
    resourceType: 'AWS::Transfer::Server',
    configRules: ['TRANSFER_FAMILY_SERVER_NO_FTP'],
    // https://docs.aws.amazon.com/config/latest/developerguide/transfer-family-server-no-ftp.html
    managedRules: {
      TRANSFER_FAMILY_SERVER_NO_FTP: {
        regions: {
          lacking: ['ap-east-2', 'ap-southeast-6', 'ca-west-1', 'cn-north-1', 'cn-northwest-1'],
        },
      },
    },
    controls: ['Transfer.2'],
    services: ['transfer'],
    impacts: ['breaks-plaintext'],
    reversible: true,
    permissions: {
      read: ['transfer:DescribeServer'],
      write: ['transfer:UpdateServer'],
      undo: ['transfer:UpdateServer'],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/transfer-family-server-no-ftp.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/transfer-controls.html#transfer-2',
      'https://docs.aws.amazon.com/transfer/latest/APIReference/API_UpdateServer.html',
      'https://docs.aws.amazon.com/transfer/latest/APIReference/API_DescribedServer.html',
      'https://docs.aws.amazon.com/transfer/latest/userguide/edit-server-config.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
