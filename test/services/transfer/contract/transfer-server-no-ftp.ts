import type { Contract } from '../../../kit/contract.ts';
import { valueContract } from '../../../kit/value-contract.ts';
import { id, shop } from '../servers.ts';
import { writesBanner } from './server.ts';

/** What the tests must know of the protocols of a server. */
export const transferServerNoFtp: Contract = {
  ...valueContract({
    type: 'AWS::Transfer::Server',
    remediation: 'transfer-server-no-ftp',
    at: 'transfer.Servers',
    value: /^\.Protocols/,
    good: [['SFTP'], ['FTPS'], ['FTPS', 'SFTP'], ['AS2'], ['AS2', 'FTPS', 'SFTP']],
    field: 'protocols',
    shows: () => '.Protocols',
    others: [
      ['FTP', 'SFTP'],
      ['AS2', 'FTP'],
    ],
    writes: 'transfer:UpdateServer',
    reads: 'transfer:DescribeServer',
    beside: writesBanner,
    scene: {
      target: id,
      account: shop({ Tags: { team: 'shop' }, Protocols: ['FTP', 'SFTP'] }),
    },
  }),
  withoutEvidence: {
    'transfer-server-no-ftp': {
      not: 'Servers write of each session to CloudWatch Logs, as JSON of their own; no source reads it yet.',
    },
  },
};
