import resource from '../../../../src/services/datasync/resources/aws-datasync-locationobjectstorage.ts';
import unit from '../../../../src/services/datasync/remediations/datasync-location-https.ts';
import { testRemediation } from '../../../kit/tester.ts';

const Id = 'loc-0123456789abcdef0';
const target = `arn:aws:datasync:eu-west-1:111122223333:location/${Id}`;
const minio = { Id, LocationUri: 'object-storage://minio.example.com/backups/' } as const;
const plain = { ...minio, ServerProtocol: 'HTTP', ServerPort: 80 } as const;
const confirmed = { serverTls: 'confirmed' } as const;
const task = { Id: 'task-0a1b2c3d4e5f60718', Source: Id, Destination: 'loc-0fedcba9876543210' } as const;
const chain = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

testRemediation(unit, resource, {
  'HTTPS at its own port': {
    account: { datasync: { Locations: [{ ...minio, ServerProtocol: 'HTTPS', ServerPort: 443 }] } },
    target,
    expect: { is: 'compliant' },
  },
  'HTTPS at any other port': {
    account: { datasync: { Locations: [{ ...minio, ServerProtocol: 'HTTPS', ServerPort: 9000 }] } },
    target,
    expect: { is: 'compliant' },
  },
  'HTTPS, and nobody named a port: the rule takes it': {
    account: { datasync: { Locations: [{ ...minio, ServerProtocol: 'HTTPS' }] } },
    target,
    expect: { is: 'compliant' },
  },
  'plain HTTP, and nobody has tried TLS': {
    account: { datasync: { Locations: [plain] } },
    target,
    expect: { is: 'non-compliant', changes: 1, hazards: ['server-tls-unseen'] },
  },
  'plain HTTP, with a chain of its own': {
    account: { datasync: { Locations: [{ ...plain, ServerCertificate: chain }] } },
    target,
    expect: { is: 'non-compliant', changes: 1, hazards: ['server-tls-unseen-own-certificate'] },
  },
  'plain HTTP, and somebody has tried TLS': {
    account: { datasync: { Locations: [plain] } },
    target,
    settings: confirmed,
    expect: { is: 'non-compliant', changes: 1, hazards: [] },
  },
  'plain HTTP at a port that stays': {
    account: { datasync: { Locations: [{ ...plain, ServerPort: 9000 }] } },
    target,
    settings: confirmed,
    expect: { is: 'non-compliant', changes: 1, hazards: [] },
  },
  'a task that rests, and one without a name': {
    account: {
      datasync: {
        Locations: [plain],
        Tasks: [
          { ...task, Name: 'nightly' },
          { ...task, Id: 'task-1' },
        ],
      },
    },
    target,
    settings: confirmed,
    expect: { is: 'non-compliant', changes: 1, hazards: [], notes: ['tasks'] },
  },
  'a task at work, and one of another location': {
    account: {
      datasync: {
        Locations: [plain],
        Tasks: [
          { ...task, Name: 'nightly', Status: 'RUNNING' },
          { ...task, Id: 'task-2', Status: 'QUEUED', Source: 'loc-1', Destination: 'loc-2' },
        ],
      },
    },
    target,
    settings: confirmed,
    expect: { is: 'non-compliant', changes: 1, hazards: ['tasks-at-work'], notes: ['tasks'] },
  },
  'a protocol that no page has': {
    account: { datasync: { Locations: [{ ...plain, ServerProtocol: 'QUIC' }] } },
    target,
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'an answer without a protocol': {
    account: { datasync: { Locations: [minio] } },
    target,
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'tasks that may not be listed': {
    account: { datasync: { Locations: [plain] }, denied: ['datasync:ListTasks'] },
    target,
    settings: confirmed,
    expect: { is: 'non-compliant', changes: 1, hazards: ['tasks-unread'] },
  },
  'a location that is gone': { account: {}, target, gone: true },
});
