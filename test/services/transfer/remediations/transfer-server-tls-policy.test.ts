import unit from '../../../../src/services/transfer/remediations/transfer-server-tls-policy.ts';
import resource from '../../../../src/services/transfer/resources/aws-transfer-server.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { arn, id, shop } from '../servers.ts';

const certificate = 'arn:aws:acm:eu-west-1:111122223333:certificate/1';
const ftps = { Protocols: ['FTPS'], Certificate: certificate };
const named = (word: string) => `TransferSecurityPolicy-${word}`;
const held = (word: string, over: object = {}) => shop({ SecurityPolicyName: named(word), ...over });
const accept = { lostCiphers: 'accept' };
const asked = {
  is: 'non-compliant',
  message: 'policy-not-accepted',
  changes: 1,
  hazards: ['ciphers-lost', 'ssh-rsa-lost', 'not-described'],
} as const;

testRemediation(unit, resource, {
  ...Object.fromEntries(
    ['2024-01', '2025-03', 'FIPS-2025-03'].map((word) => [
      `${word} is accepted`,
      { account: held(word), expect: { is: 'compliant' } as const },
    ]),
  ),
  'of 2018, SFTP': {
    account: held('2018-11'),
    expect: {
      ...asked,
      changes: [
        {
          set: 'securityPolicyName',
          on: arn,
          before: named('2018-11'),
          after: named('2025-03'),
          impact: ['breaks-old-tls'],
        },
      ],
      says: [
        `The server ${id} uses ${named('2018-11')}, which is not an accepted security policy. Apply the plan: it changes the server to ${named('2025-03')} and nothing else about it.`,
        `${named('2025-03')} drops these algorithms: chacha20-poly1305@openssh.com, diffie-hellman-group14-sha1, diffie-hellman-group14-sha256, hmac-sha1, hmac-sha1-etm@openssh.com, hmac-sha2-256, hmac-sha2-512, umac-128-etm@openssh.com, umac-128@openssh.com, umac-64-etm@openssh.com, umac-64@openssh.com. Clients that support no others can no longer connect. Look in its logs (CloudWatch Logs) which kex and ciphers clients connect with. When nobody needs them, set lostCiphers to accept.`,
        `${named('2025-03')} takes no ssh-rsa (RSA with SHA-1): clients of server ${id} that know no newer signature can no longer connect by SFTP, and no list of algorithms shows it. OpenSSH before 7.2 and programs of its age are such clients: ask their owners.`,
      ],
    },
  },
  'of 2018, FTPS: suites of TLS count': {
    account: held('2018-11', ftps),
    expect: {
      ...asked,
      hazards: ['ciphers-lost', 'not-described'],
      says: [
        `${named('2025-03')} drops these algorithms: TLS_RSA_WITH_AES_128_CBC_SHA256, TLS_RSA_WITH_AES_256_CBC_SHA256. Clients that support no others can no longer connect. Look in its logs (CloudWatch Logs) which kex and ciphers clients connect with. When nobody needs them, set lostCiphers to accept.`,
      ],
    },
  },
  'of 2020, FTPS: no list shows a loss, and a person decides all the same': {
    account: held('2020-06', ftps),
    expect: { ...asked, hazards: ['not-described'], changes: [{ impact: ['none'] }] },
  },
  'of 2020, SFTP': { account: held('2020-06'), target: arn, expect: asked },
  'an owner knows that nobody needs what goes': {
    account: held('2018-11'),
    settings: accept,
    expect: { ...asked, hazards: ['ssh-rsa-lost', 'not-described'] },
  },
  'FIPS stays FIPS': {
    account: held('FIPS-2020-06'),
    expect: {
      ...asked,
      changes: [{ after: named('FIPS-2025-03') }],
      hazards: ['ciphers-lost', 'fips-endpoint', 'ssh-rsa-lost', 'not-described'],
      says: [
        `Server ${id} has a FIPS policy. The guide of AWS says that the policy of a server with a FIPS endpoint cannot be changed. Try it where it hurts nobody. If AWS refuses it, make a new server.`,
      ],
    },
  },
  'another policy is wished for': {
    account: held('2018-11'),
    settings: { ...accept, targetPolicy: named('2024-01') },
    expect: { ...asked, changes: [{ after: named('2024-01') }], hazards: ['ssh-rsa-lost', 'not-described'] },
  },
  'the one that is accepted takes ssh-rsa as well': {
    account: held('2018-11'),
    settings: { ...accept, acceptedPolicies: [named('2020-06')], targetPolicy: named('2020-06') },
    expect: { ...asked, changes: [{ after: named('2020-06') }], hazards: ['not-described'] },
  },
  'what is wished for is not there': {
    account: held('2018-11'),
    settings: { ...accept, targetPolicy: named('2031-01') },
    expect: {
      ...asked,
      hazards: ['ssh-rsa-lost', 'not-described'],
      changes: [{ after: named('2025-03') }],
      notes: ['another-target'],
      says: [
        `${named('2031-01')} is not accepted here, does not exist here, or would be worse; of the accepted policies ${named('2025-03')} removes the least.`,
      ],
    },
  },
  'post-quantum key exchange is not given up': {
    account: held('2025-03'),
    settings: { acceptedPolicies: [named('2024-01')] },
    expect: {
      is: 'non-compliant',
      message: 'stronger-already',
      says: [
        `The server ${id} uses ${named('2025-03')}, which is not on the list of accepted policies; but every accepted one would make it worse: ${named('2024-01')} loses post-quantum key exchange. Add ${named('2025-03')} to acceptedPolicies, or exempt the server.`,
      ],
    },
  },
  'an older one that is accepted would be worse': {
    account: held('2024-01'),
    settings: { acceptedPolicies: [named('2018-11')] },
    expect: {
      is: 'non-compliant',
      message: 'stronger-already',
      says: [
        `The server ${id} uses ${named('2024-01')}, which is not on the list of accepted policies; but every accepted one would make it worse: ${named('2018-11')} admits diffie-hellman-group14-sha1, admits hmac-sha1, admits hmac-sha1-etm@openssh.com, admits umac-64-etm@openssh.com, admits umac-64@openssh.com. Add ${named('2024-01')} to acceptedPolicies, or exempt the server.`,
      ],
    },
  },
  'nothing is accepted that exists': {
    account: held('2018-11'),
    settings: { acceptedPolicies: [named('2031-01')] },
    expect: {
      is: 'non-compliant',
      message: 'no-target',
      says: [
        `The server ${id} uses ${named('2018-11')}, and no accepted security policy that exists here is at least as good. Name a policy of this Region in targetPolicy or fipsTargetPolicy and in acceptedPolicies.`,
      ],
    },
  },
  'a policy of connectors is for no server': {
    account: held('2018-11'),
    settings: { acceptedPolicies: ['TransferSFTPConnectorSecurityPolicy-2024-03'] },
    expect: { is: 'non-compliant', message: 'no-target' },
  },
  'a policy that the Region does not describe': {
    account: held('2017-01'),
    expect: {
      is: 'non-compliant',
      message: 'policy-unknown',
      says: [
        `The server ${id} uses ${named('2017-01')}, which is not described here, so nothing can be compared with it. Choose the security policy by hand.`,
      ],
    },
  },
  'nothing is logged': {
    account: held('2018-11', { StructuredLogDestinations: [] }),
    expect: {
      ...asked,
      hazards: ['ciphers-lost', 'ssh-rsa-lost', 'not-described', 'not-logged'],
      says: [
        `Server ${id} writes no logs: nothing tells what its clients connect with. Give it a log group first (StructuredLogDestinations), and look into it after some days.`,
      ],
    },
  },
  'FTP alone': {
    account: held('2018-11', { Protocols: ['FTP'] }),
    expect: {
      is: 'not-applicable',
      message: 'neither-spoken',
      says: [
        `Server ${id} speaks neither SFTP nor FTPS: what its security policy says of SSH and TLS counts for nothing there.`,
      ],
    },
  },
  'AS2 alone': {
    account: held('2018-11', { Protocols: ['AS2'] }),
    expect: { is: 'not-applicable', message: 'neither-spoken' },
  },
  ...Object.fromEntries(
    ['STARTING', 'STOPPING'].map((State) => [
      State,
      { account: held('2018-11', { State }), expect: { is: 'pending', message: 'busy' } as const },
    ]),
  ),
  'a server that does not run': { account: held('2018-11', { State: 'OFFLINE' }), expect: asked },
  'could not be started': {
    account: held('2018-11', { State: 'START_FAILED' }),
    expect: { is: 'non-compliant', message: 'needs-people' },
  },
  'a state that no page has': {
    account: held('2018-11', { State: 'MIGRATING' }),
    expect: { is: 'unknown', message: 'status-unknown' },
  },
  'a server that is gone': {
    account: {},
    target: 'arn:aws:transfer:eu-west-1:111122223333:server/s-fedcba98765432100',
    gone: true,
  },
});
