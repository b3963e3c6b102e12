import type { Contract, Writer } from '../../../kit/contract.ts';
import { parameterPromises } from './parameter-promises.ts';

const sets =
  (ParameterName: string, ParameterValue: string): Writer =>
  ({ rds: { DBParameterGroups } }) => {
    const group = DBParameterGroups.find(({ DBParameterGroupName }) => DBParameterGroupName === 'db2');
    return (
      group && {
        operation: 'rds:ModifyDBParameterGroup',
        input: {
          DBParameterGroupName: 'db2',
          Parameters: [{ ParameterName, ParameterValue, ApplyMethod: 'pending-reboot' }],
        },
      }
    );
  };

/** What the tests must know of Db2's parameters; what they must know of each instance is said beside other units. */
export const rdsDb2Tls: Contract = {
  withoutEvidence: {
    'rds-db2-tls': { not: 'RDS for Db2 logs no connections that say whether they had TLS.' },
  },
  writers: {
    'names another site': sets('rds.ibm_site_id', '4711'),
    'lets TCPIP in again': sets('DB2COMM', 'TCPIP,SSL'),
  },
  promises: {
    'rds-db2-tls': parameterPromises(
      /^DB2COMM$/,
      '"SSL"',
      '"TCPIP,SSL"',
      ['names another site', 'lets TCPIP in again', 'deletes the instance'],
      {
        target: 'orders',
        account: {
          rds: {
            DBInstances: [
              {
                DBInstanceIdentifier: 'orders',
                Engine: 'db2-se',
                DBParameterGroups: [{ DBParameterGroupName: 'db2', ParameterApplyStatus: 'in-sync' }],
                TagList: [{ Key: 'team', Value: 'orders' }],
              },
            ],
            DBParameterGroups: [
              {
                DBParameterGroupName: 'db2',
                DBParameterGroupFamily: 'db2-se-11.5',
                Parameters: [
                  { ParameterName: 'DB2COMM', ParameterValue: 'TCPIP,SSL' },
                  { ParameterName: 'SSL_SVCENAME', ParameterValue: '50443' },
                ],
              },
            ],
          },
        },
      },
    ),
  },
};
