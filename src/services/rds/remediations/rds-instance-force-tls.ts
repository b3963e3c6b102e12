import { remediation } from '../../../core/model/remediation.ts';
import { forceTls, parameterSettings } from '../../../families/parameter.ts';
import { managedRules } from '../facts/managed-rules.ts';
import { meaningOf } from '../facts/statuses.ts';
import { instanceAttaching } from '../parameters/instance-attaching.ts';
import { source } from '../parameters/source.ts';
import { hazards, notes, waits } from './rds-instance-force-tls/hazards.ts';
import { messages as own } from './rds-instance-force-tls/messages.ts';
import { outside } from './rds-instance-force-tls/outside.ts';
import { reading } from './rds-instance-force-tls/read.ts';

const { messages, ...parts } = forceTls({
  thing: 'instance',
  service: 'RDS',
  value: '1',
  off: '0',
  reboot: 'Reboot it without failover',
  inTemplate:
    'an AWS::RDS::DBParameterGroup with Parameters: {parameter}: "1", named by DBParameterGroupName of the instance',
  attachment: 'instanceGroup',
  ...instanceAttaching,
  ...reading,
  messages: own,
  meaningOf,
  outside,
  waits,
  hazards,
  notes,
  source,
});

/** Makes an RDS instance refuse connections without TLS, by the parameter that its engine has for it. */
export default remediation({
  meta: {
    id: 'rds-instance-force-tls',
    version: 1,
    family: 'parameter',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'RDS instances refuse connections without TLS',
    summary:
      'Sets rds.force_ssl or require_secure_transport in the parameter group of a PostgreSQL, MySQL, MariaDB or SQL Server instance; an instance with a default group gets a group of its own first. Never reboots and never sets off what the owner has queued.',
    resourceType: 'AWS::RDS::DBInstance',
    configRules: [
      'RDS_POSTGRES_INSTANCE_ENCRYPTED_IN_TRANSIT',
      'RDS_MYSQL_INSTANCE_ENCRYPTED_IN_TRANSIT',
      'RDS_MARIADB_INSTANCE_ENCRYPTED_IN_TRANSIT',
      'RDS_SQLSERVER_ENCRYPTED_IN_TRANSIT',
    ],
    managedRules,
    controls: ['RDS.38', 'RDS.39', 'RDS.41', 'RDS.44'],
    services: ['rds'],
    impacts: ['breaks-plaintext', 'restarts'],
    reversible: true,
    permissions: {
      read: [
        'dms:DescribeEndpoints',
        'ecs:DescribeServices',
        'ecs:DescribeTaskDefinition',
        'ecs:ListClusters',
        'ecs:ListServices',
        'glue:GetConnections',
        'lambda:ListFunctions',
        'rds:DescribeBlueGreenDeployments',
        'rds:DescribeDBInstances',
        'rds:DescribeDBParameterGroups',
        'rds:DescribeDBParameters',
        'rds:DescribeDBProxies',
        'rds:DescribeDBProxyTargets',
        'rds:ListTagsForResource',
      ],
      write: [
        'rds:AddTagsToResource',
        'rds:CopyDBParameterGroup',
        'rds:CreateDBParameterGroup',
        'rds:ModifyDBInstance',
        'rds:ModifyDBParameterGroup',
      ],
      undo: [
        'rds:DeleteDBParameterGroup',
        'rds:ModifyDBInstance',
        'rds:ModifyDBParameterGroup',
        'rds:ResetDBParameterGroup',
      ],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/rds-postgres-instance-encrypted-in-transit.html',
      'https://docs.aws.amazon.com/config/latest/developerguide/rds-mysql-instance-encrypted-in-transit.html',
      'https://docs.aws.amazon.com/config/latest/developerguide/rds-mariadb-instance-encrypted-in-transit.html',
      'https://docs.aws.amazon.com/config/latest/developerguide/rds-sqlserver-encrypted-in-transit.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.require-ssl.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mariadb-ssl-connections.require-ssl.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/SQLServer.Concepts.General.SSL.Using.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/accessing-monitoring.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/blue-green-deployments-overview.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_BlueGreenDeployment.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBParameterGroupStatus.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html',
    ],
  },
  settings: parameterSettings,
  ...parts,
  evidence: (state, { arn }) => [
    {
      ask: 'plaintext-connections',
      of: arn,
      clears: ['breaks-plaintext'],
      given: { engine: state.thing.engine },
    },
  ],
});
