import { expect, test } from 'vitest';
import unit from '../../../../src/services/transfer/remediations/transfer-server-no-ftp.ts';
import resource from '../../../../src/services/transfer/resources/aws-transfer-server.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { arn, id, shop } from '../servers.ts';

const certificate = 'arn:aws:acm:eu-west-1:111122223333:certificate/1';
const both = { Protocols: ['SFTP', 'FTP'] };
const asked = {
  is: 'non-compliant',
  message: 'not-as-wanted',
  changes: 1,
  hazards: ['ftp-clients'],
} as const;

testRemediation(unit, resource, {
  'SFTP alone': { account: shop(), expect: { is: 'compliant' } },
  'FTPS and AS2': {
    account: shop({ Protocols: ['FTPS', 'AS2'], Certificate: certificate }),
    expect: { is: 'compliant' },
  },
  'FTP beside SFTP': {
    account: shop(both),
    expect: {
      ...asked,
      changes: [
        {
          set: 'protocols',
          on: arn,
          before: ['FTP', 'SFTP'],
          after: ['SFTP'],
          impact: ['breaks-plaintext'],
        },
      ],
      says: [
        `Protocols of server ${id} is ["FTP","SFTP"]. Apply the plan: it sets ["SFTP"] and nothing else about the server.`,
        `Whoever transfers with server ${id} by FTP can no longer connect. Look in its logs (CloudWatch Logs) who connects to port 21, and have them use what the server speaks besides.`,
      ],
    },
  },
  'named by its ARN': { account: shop(both), target: arn, expect: asked },
  'FTP beside FTPS and SFTP': {
    account: shop({ Protocols: ['FTP', 'FTPS', 'SFTP'], Certificate: certificate }),
    expect: { ...asked, changes: [{ after: ['FTPS', 'SFTP'] }] },
  },
  'FTP alone': {
    account: shop({ Protocols: ['FTP'] }),
    expect: {
      is: 'non-compliant',
      message: 'only-ftp',
      says: [
        `Server ${id} speaks FTP and nothing else: without it nobody could transfer anything. Add FTPS (it needs a certificate of AWS Certificate Manager) or SFTP, have the clients use it, and open its ports in the security groups of the VPC endpoint; then this is evaluated again.`,
      ],
    },
  },
  'FTP alone, and nothing is logged': {
    account: shop({ Protocols: ['FTP'], StructuredLogDestinations: [] }),
    expect: { is: 'non-compliant', message: 'only-ftp', hazards: ['not-logged'] },
  },
  'beside it only AS2': {
    account: shop({ Protocols: ['FTP', 'AS2'] }),
    expect: {
      ...asked,
      hazards: ['ftp-clients', 'only-as2'],
      says: [
        `All that server ${id} speaks besides is AS2, which exchanges messages with partners: nobody who transfers files by FTP has anything to change to there. Add FTPS or SFTP first, or make sure that nobody transfers files.`,
      ],
    },
  },
  'beside it AS2 and SFTP': {
    account: shop({ Protocols: ['FTP', 'AS2', 'SFTP'] }),
    expect: { ...asked, changes: [{ after: ['AS2', 'SFTP'] }] },
  },
  'nothing is logged': {
    account: shop({ ...both, StructuredLogDestinations: [] }),
    expect: {
      ...asked,
      hazards: ['ftp-clients', 'not-logged'],
      says: [
        `Server ${id} writes no logs: nothing tells who transfers by FTP. Give it a log group first (StructuredLogDestinations), and look into it after some days.`,
      ],
    },
  },
  'logged by a role, as before 2023': {
    account: shop({
      ...both,
      StructuredLogDestinations: [],
      LoggingRole: 'arn:aws:iam::111122223333:role/logging',
    }),
    expect: asked,
  },
  'a passive address that FTP alone uses': {
    account: shop({ ...both, ProtocolDetails: { PassiveIp: '203.0.113.7' } }),
    expect: {
      ...asked,
      hazards: ['ftp-clients', 'passive-address'],
      says: [
        `Server ${id} has the passive address 203.0.113.7, which counts for FTP and FTPS alone, and no page of AWS says whether it is kept when the server speaks neither. Undo puts back the protocols, not that address. Write it down: after an undo, compare it (ProtocolDetails.PassiveIp) and stop and start the server if it has to be set again.`,
      ],
    },
  },
  'a passive address that FTPS uses too': {
    account: shop({
      Protocols: ['FTP', 'FTPS'],
      Certificate: certificate,
      ProtocolDetails: { PassiveIp: '203.0.113.7' },
    }),
    expect: asked,
  },
  'a passive address that AWS chooses': {
    account: shop({ ...both, ProtocolDetails: { PassiveIp: 'AUTO' } }),
    expect: asked,
  },
  'a server that does not run': {
    account: shop({ ...both, State: 'OFFLINE' }),
    expect: {
      ...asked,
      notes: ['offline'],
      says: [`Server ${id} does not run now: nobody notices before it is started.`],
    },
  },
  ...Object.fromEntries(
    ['STARTING', 'STOPPING'].map((State) => [
      State,
      { account: shop({ ...both, State }), expect: { is: 'pending', message: 'busy' } as const },
    ]),
  ),
  'could not be started': {
    account: shop({ ...both, State: 'START_FAILED' }),
    expect: {
      is: 'non-compliant',
      message: 'needs-people',
      says: [
        `The server ${id} is START_FAILED: nothing is changed in it before that is fixed. Look at its VPC endpoint and at the AWS Health Dashboard, and start or stop it again.`,
      ],
    },
  },
  'could not be stopped': {
    account: shop({ ...both, State: 'STOP_FAILED' }),
    expect: { is: 'non-compliant', message: 'needs-people' },
  },
  'could not be started, and speaks no FTP': {
    account: shop({ State: 'START_FAILED' }),
    expect: { is: 'compliant' },
  },
  'a state that no page has': {
    account: shop({ ...both, State: 'MIGRATING' }),
    expect: { is: 'unknown', message: 'status-unknown' },
  },
  'nothing is said of protocols': {
    account: shop({ Protocols: [] }),
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  GovCloud: {
    account: shop(both),
    location: { partition: 'aws-us-gov', region: 'us-gov-west-1' },
    expect: {
      ...asked,
      changes: [{ on: `arn:aws-us-gov:transfer:us-gov-west-1:111122223333:server/${id}` }],
    },
  },
  'a server that is gone': {
    account: {},
    target: 'arn:aws:transfer:eu-west-1:111122223333:server/s-fedcba98765432100',
    gone: true,
  },
});

// Once there were more: Thailand, Malaysia and Mexico have it by now.
test('the Regions without the Config rule are those that its page names', () => {
  const { regions } = unit.meta.managedRules?.['TRANSFER_FAMILY_SERVER_NO_FTP'] ?? {};
  expect(regions).toEqual({
    lacking: ['ap-east-2', 'ap-southeast-6', 'ca-west-1', 'cn-north-1', 'cn-northwest-1'],
  });
});
