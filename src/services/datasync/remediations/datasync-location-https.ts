import {
  DataSyncClient,
  DescribeLocationObjectStorageCommand,
  UpdateLocationObjectStorageCommand,
} from '@aws-sdk/client-datasync';
import * as z from 'zod/mini';
import { remediation, type Aws } from '../../../core/model/remediation.ts';
import { saying } from '../../../core/say/said.ts';
import type { Target } from '../../../core/model/target.ts';
import { setting } from '../../../families/setting.ts';
import { without } from '../../../families/typed.ts';
import { serverIn } from '../facts/location.ts';
import { overTls, readTransport, written } from '../facts/transport.ts';
import { unlessGone } from '../facts/unless-gone.ts';
import { messages as own } from './datasync-location-https/messages.ts';
import { source } from './datasync-location-https/source.ts';
import { tasksOf } from './datasync-location-https/tasks.ts';

const settings = z.strictObject({
  serverTls: z
    ._default(z.enum(['unconfirmed', 'confirmed']), 'unconfirmed')
    .check(
      z.describe(
        'confirmed: somebody has tried that the server speaks TLS at the planned port, with a certificate that DataSync trusts.',
      ),
    ),
});

const locationOf = async ({ arn: LocationArn }: Target, aws: Aws) =>
  unlessGone(aws.use(DataSyncClient).send(new DescribeLocationObjectStorageCommand({ LocationArn })));

/** AWS may leave out a port that nobody named: with TLS it makes no difference. */
const transportOf = (found: Awaited<ReturnType<typeof locationOf>>): string | null => {
  const { ServerProtocol: protocol, ServerPort: port } = found ?? {};
  if (protocol === undefined || port === undefined) return protocol === 'HTTPS' ? protocol : null;
  return written({ protocol, port });
};

const { messages, ...parts } = setting({
  attribute: 'transport',
  thing: 'location',
  setting: 'ServerProtocol and ServerPort',
  messages: own,
  read: async (target, aws) => {
    const found = await locationOf(target, aws);
    if (!found) return undefined;
    const value = transportOf(found);
    const isTls = found.ServerProtocol === 'HTTPS';
    return {
      held: [{ on: target.arn, value }],
      readiness: { is: 'ready' },
      around: {
        server: serverIn(found.LocationUri) ?? found.LocationUri ?? '',
        ownCertificate: (found.ServerCertificate?.length ?? 0) > 0,
        tasks: isTls ? { all: '', atWork: '' } : await tasksOf(target, aws),
      },
    };
  },
  get: async (_on, target, aws) => ({ value: transportOf(await locationOf(target, aws)) }),
  put: async (on, value, _token, _target, aws) => {
    const transport = readTransport(value);
    if (transport?.protocol !== 'HTTPS' && transport?.protocol !== 'HTTP')
      throw new TypeError(`${value} is no protocol and port`);
    const { protocol: ServerProtocol, port: ServerPort } = transport;
    await aws
      .use(DataSyncClient)
      .send(new UpdateLocationObjectStorageCommand({ LocationArn: on, ServerProtocol, ServerPort }));
  },
  meaning: (value) => {
    const transport = value === null ? undefined : readTransport(value);
    if (value === 'HTTPS' || transport?.protocol === 'HTTPS') return 'good';
    if (transport?.protocol !== 'HTTP') return undefined;
    return { to: written(overTls(transport)), impact: ['breaks-plaintext'] };
  },
  sayings: (
    { around: { server, ownCertificate, tasks } },
    [stepping],
    _target,
    { serverTls }: z.output<typeof settings>,
  ) => {
    const port = readTransport(stepping?.step.to ?? '')?.port ?? 0;
    const data = { server, port };
    return {
      hazards: stepping
        ? [
            ...saying('server-tls-unseen', serverTls === 'unconfirmed' && !ownCertificate, data),
            ...saying(
              'server-tls-unseen-own-certificate',
              serverTls === 'unconfirmed' && ownCertificate,
              data,
            ),
            ...saying('tasks-unread', tasks === undefined, {}),
            ...saying('tasks-at-work', tasks !== undefined && tasks.atWork !== '', {
              tasks: tasks?.atWork ?? '',
            }),
          ]
        : [],
      notes: saying('tasks', stepping !== undefined && Boolean(tasks?.all), { tasks: tasks?.all ?? '' }),
    };
  },
  source,
});

/** Has DataSync talk to object storage over TLS. */
export default remediation({
  meta: {
    id: 'datasync-location-https',
    version: 1,
    family: 'setting',
    concerns: { hop: 'out', matter: 'plaintext' },
    title: 'DataSync talks to object storage over HTTPS',
    summary:
      'Sets ServerProtocol to HTTPS, and ServerPort with it: 443 where it is 80, else the same port. Server, bucket, credentials, certificate and agents stay. Nothing that AWS shows tells whether the server speaks TLS, so it asks until the setting serverTls says that somebody has tried.',
    resourceType: 'AWS::DataSync::LocationObjectStorage',
    configRules: ['DATASYNC_LOCATION_OBJECT_STORAGE_USING_HTTPS'],
    managedRules: {
      DATASYNC_LOCATION_OBJECT_STORAGE_USING_HTTPS: {
        regions: {
          lacking: [
            'ap-east-2',
            'ap-southeast-5',
            'ap-southeast-6',
            'ap-southeast-7',
            'ca-west-1',
            'cn-north-1',
            'cn-northwest-1',
            'il-central-1',
            'mx-central-1',
            'us-gov-east-1',
            'us-gov-west-1',
          ],
        },
      },
    },
    controls: [],
    services: ['datasync'],
    impacts: ['breaks-plaintext'],
    reversible: true,
    permissions: {
      read: ['datasync:DescribeLocationObjectStorage', 'datasync:ListTasks'],
      write: ['datasync:UpdateLocationObjectStorage'],
      undo: ['datasync:UpdateLocationObjectStorage'],
    },
    // A location has no status.
    messages: without(messages, 'busy', 'needs-people', 'status-unknown'),
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/datasync-location-object-storage-using-https.html',
      'https://docs.aws.amazon.com/datasync/latest/userguide/create-object-location.html',
      'https://docs.aws.amazon.com/datasync/latest/userguide/API_UpdateLocationObjectStorage.html',
      'https://docs.aws.amazon.com/datasync/latest/userguide/API_ListTasks.html',
    ],
  },
  settings,
  ...parts,
});
