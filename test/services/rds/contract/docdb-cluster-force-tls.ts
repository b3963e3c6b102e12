import type { Contract, Writer } from '../../../kit/contract.ts';
import { ofClusters, parameterPromises } from './parameter-promises.ts';

const sets =
  (ParameterName: string, ParameterValue: string): Writer =>
  ({ rds: { DBClusterParameterGroups } }) => {
    const group = DBClusterParameterGroups.find(
      ({ DBParameterGroupName }) => DBParameterGroupName === 'docs-cluster-group',
    );
    return (
      group && {
        operation: 'rds:ModifyDBClusterParameterGroup',
        input: {
          DBClusterParameterGroupName: 'docs-cluster-group',
          Parameters: [{ ParameterName, ParameterValue, ApplyMethod: 'pending-reboot' }],
        },
      }
    );
  };

/** What the tests must know of DocumentDB's parameter; what they must know of each cluster is said beside other units. */
export const docdbClusterForceTls: Contract = {
  withoutEvidence: {
    'docdb-cluster-force-tls': {
      not: 'Neither the profiler nor the audit log of DocumentDB says whether a client had TLS.',
    },
  },
  writers: {
    'switches auditing on': sets('audit_logs', 'enabled'),
    'lets plaintext in again': sets('tls', 'disabled'),
  },
  promises: {
    'docdb-cluster-force-tls': parameterPromises(
      /^tls$/,
      '"tls1.2+"',
      '"disabled"',
      ['switches auditing on', 'lets plaintext in again'],
      {
        target: 'docs',
        account: {
          rds: {
            DBClusters: [
              {
                DBClusterIdentifier: 'docs',
                Engine: 'docdb',
                EngineVersion: '5.0.0',
                DBClusterParameterGroup: 'docs-cluster-group',
                TagList: [{ Key: 'team', Value: 'orders' }],
              },
            ],
            DBClusterParameterGroups: [
              {
                DBClusterParameterGroupName: 'docs-cluster-group',
                DBParameterGroupFamily: 'docdb5.0',
                Parameters: [{ ParameterName: 'tls', ParameterValue: 'disabled' }],
              },
            ],
          },
        },
      },
      ofClusters,
    ),
  },
};
