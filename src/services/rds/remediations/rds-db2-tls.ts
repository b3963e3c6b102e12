import { remediation } from '../../../core/model/remediation.ts';
import { environmentNotes } from '../../../dependants/words.ts';
import { forceTls, parameterSettings } from '../../../families/parameter.ts';
import { db2ParameterOf } from '../facts/db2.ts';
import { meaningOf } from '../facts/statuses.ts';
import { dbParameterGroups } from '../parameters/db-parameter-groups.ts';
import { dependantsOf } from '../parameters/dependants.ts';
import { instanceAttaching } from '../parameters/instance-attaching.ts';
import { findInstance } from '../parameters/instance-reading.ts';
import { source } from '../parameters/source.ts';
import { hazards, obstacle } from './rds-db2-tls/decide.ts';
import { messages as own } from './rds-db2-tls/messages.ts';

const { messages, ...parts } = forceTls({
  thing: 'instance',
  service: 'RDS',
  value: 'SSL',
  off: 'TCPIP,SSL',
  reboot: 'Reboot it without failover',
  inTemplate:
    'an AWS::RDS::DBParameterGroup with Parameters: {parameter}: SSL, named by DBParameterGroupName of the instance',
  attachment: 'instanceGroup',
  ...instanceAttaching,
  groups: dbParameterGroups,
  find: findInstance(db2ParameterOf),
  around: ({ thing: { name, address }, tls }, aws) =>
    dependantsOf({ name, address: address ?? undefined, engine: tls.engine, proxied: false }, aws),
  messages: own,
  meaningOf,
  outside: ({ name: instance, engine }) => ({
    is: 'not-applicable',
    message: 'other-engine',
    data: { instance, engine: engine || '(nothing)' },
  }),
  obstacle,
  hazards,
  notes: ({ thing, around }) => environmentNotes({ instance: thing.name }, around),
  source,
});

/** Makes RDS for Db2 listen for TLS alone, once it has a port for that. */
export default remediation({
  meta: {
    id: 'rds-db2-tls',
    version: 1,
    family: 'parameter',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'RDS for Db2 listens for TLS alone',
    summary:
      'Sets DB2COMM to SSL in the parameter group of a Db2 instance that has a port for TLS already (TCPIP,SSL with SSL_SVCENAME); how it gets one is told, because clients and security groups have to follow. Always asks: clients need the other port. Never reboots and never sets off what the owner has queued.',
    resourceType: 'AWS::RDS::DBInstance',
    configRules: [],
    controls: [],
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
        'rds:DescribeDBInstances',
        'rds:DescribeDBParameterGroups',
        'rds:DescribeDBParameters',
        'rds:ListTagsForResource',
      ],
      write: [
        'rds:AddTagsToResource',
        'rds:CopyDBParameterGroup',
        'rds:ModifyDBInstance',
        'rds:ModifyDBParameterGroup',
      ],
      undo: ['rds:DeleteDBParameterGroup', 'rds:ModifyDBInstance', 'rds:ModifyDBParameterGroup'],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Db2.Concepts.SSL.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/accessing-monitoring.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBParameterGroupStatus.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBParameterGroup.html',
    ],
  },
  settings: parameterSettings,
  ...parts,
});
