import type { Contract } from '../../kit/contract.ts';
import { evaluatedContract } from '../../kit/evaluated-contract.ts';

const id = 'dxcon-abcd1234';
const of = (type: 'Connection' | 'Lag', arn: string) =>
  evaluatedContract({
    type: `AWS::DirectConnect::${type}`,
    remediation: 'direct-connect-macsec',
    arn: `arn:aws:directconnect:eu-west-1:111122223333:${arn}`,
    isRemediated: (target, account) => {
      const mode = account.get(`directconnect.${type}s[${target.id}].encryptionMode`);
      return mode === undefined || mode === '"must_encrypt"';
    },
    scene: {
      target: id,
      account: {
        directconnect: {
          Connections: [
            {
              connectionId: id,
              encryptionMode: 'should_encrypt',
              portEncryptionStatus: 'Encryption Up',
              macSecKeys: [{}],
              Tags: { team: 'network' },
            },
          ],
        },
      },
    },
  });
const [connection, lag] = [of('Connection', `dxcon/${id}`), of('Lag', 'dxlag/dxlag-abcd1234')];

const lists = (each: string) => [each, `${each}.tags`, `${each}.macSecKeys`];

/** What the tests must know of connections and LAGs. Every member: `test/kit/contract.ts`. */
export const contract: Contract = {
  ...connection,
  aims: { ...connection.aims, ...lag.aims },
  neighbours: { ...connection.neighbours, ...lag.neighbours },
  sets: {
    'directconnect:DescribeConnections': lists('connections'),
    'directconnect:DescribeLags': [...lists('lags'), ...lists('lags.connections')],
  },
};
