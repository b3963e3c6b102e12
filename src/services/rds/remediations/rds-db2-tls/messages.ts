import { environmentWords } from '../../../../dependants/words.ts';

const parameters =
  '[{"ParameterName":"DB2COMM","ParameterValue":"TCPIP,SSL","ApplyMethod":"pending-reboot"},{"ParameterName":"SSL_SVCENAME","ParameterValue":"50443","ApplyMethod":"pending-reboot"}]';
const modify = `aws rds modify-db-parameter-group --region {region} --db-parameter-group-name {group} --parameters '${parameters}'`;
const afterwards =
  'Then reboot the instance, open that port in its security groups, and have every client use it with TLS; this is evaluated again afterwards.';

/** What is said of Db2 instances besides the sentences of every parameter. */
export const messages = {
  'plaintext-accepted': {
    says: 'Instance {instance} ({engine}) accepts connections without TLS: {parameter} in parameter group {group} has TCPIP.',
    todo: 'Apply the plan: it sets {parameter} to SSL.',
  },
  'other-engine': {
    says: 'Instance {instance} runs {engine}; this is about RDS for Db2.',
  },
  'no-tls-port': {
    says: 'Db2 of instance {instance} listens in the clear alone: parameter group {group} gives it no port for TLS, and without TCPIP nobody could connect.',
    todo: `Give it a port for TLS first, any but its own: ${modify}. ${afterwards}`,
  },
  'default-group': {
    says: 'Db2 of instance {instance} listens in the clear alone: its parameter group {group} is one of AWS, which cannot be changed.',
    todo: 'Make a group of family {family}, set DB2COMM to TCPIP,SSL and SSL_SVCENAME to a port for TLS in it, and give it to the instance (aws rds modify-db-instance --region {region} --db-instance-identifier {instance} --db-parameter-group-name with its name). Then reboot the instance, open that port in its security groups, and have every client use it with TLS; this is evaluated again afterwards.',
  },
  'tls-port-awaits-reboot': {
    says: 'Parameter group {group} gives instance {instance} port {tlsPort} for TLS, and waits for a reboot: until then nobody may be able to use it, and with TCPIP taken away the same reboot would leave clients no time to change.',
    todo: 'Reboot the instance, have every client use port {tlsPort} with TLS; this is evaluated again afterwards.',
  },
  'clients-change-port': {
    says: 'After the restart nobody connects to instance {instance} on port {port} any more: clients need port {tlsPort}, with TLS.',
    todo: 'See in the flow logs of the VPC that nobody uses port {port}, and that the security groups of the instance open port {tlsPort} to all clients.',
  },
  'dms-without-tls': {
    says: 'DMS endpoints connect to instance {instance} without TLS and would fail: {names}.',
    todo: 'Set their SslMode to verify-ca and their port to {tlsPort} first.',
  },
  'glue-without-tls': {
    says: 'Glue connections to instance {instance} do not enforce TLS and may fail: {names}.',
    todo: 'Set JDBC_ENFORCE_SSL to true in them, and the port to {tlsPort}, first.',
  },
  ...environmentWords('instance {instance}'),
  'dependants-unseen': {
    says: 'It could not be excluded that others connect to instance {instance} without TLS: Waxseal could not look through {what}.',
    todo: "Give Waxseal's role the read permissions if it lacks them, or check there yourself.",
  },
} as const;
export type OwnId = keyof typeof messages;
