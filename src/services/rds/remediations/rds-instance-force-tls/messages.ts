/** Everything that this remediation says. */
export const messages = {
  'plaintext-accepted': {
    says: 'Instance {instance} ({engine}) accepts connections without TLS: {parameter} is off in parameter group {group}.',
    todo: 'Apply the plan: it sets {parameter} to 1.',
  },
  'cluster-member': {
    says: 'Instance {instance} belongs to cluster {cluster}; the cluster decides about TLS, and the rules about instances leave it out.',
    todo: 'Look at the parameter group of the cluster.',
  },
  'engine-not-covered': {
    says: 'Instance {instance} runs {engine}, which has no parameter that refuses plaintext.',
    todo: 'Oracle needs an option group with SSL or native network encryption, Db2 its own SSL port, RDS Custom its own operating system.',
  },
  'engine-unknown': {
    says: 'Instance {instance} runs {engine}, an engine that Waxseal does not know, so nothing was judged.',
    todo: 'Find out how that engine refuses plaintext.',
  },
  'reboot-needed': {
    says: 'Parameter group {group} demands TLS, and instance {instance} will do so after its next reboot at the latest.',
    todo: 'Reboot it without failover in its maintenance window. Waxseal never reboots.',
  },
  'reboot-needed-others-queued': {
    says: 'Parameter group {group} demands TLS, and instance {instance} will do so after its next reboot at the latest. Its owner has queued other changes as well: {changes}.',
    todo: 'Reboot it without failover in its maintenance window, when those changes may take place too. Waxseal never reboots.',
  },
  'reboot-due-dynamic': {
    says: 'Parameter group {group} demands TLS. {parameter} takes effect without a reboot in a group that is attached; but the group waits for a reboot of instance {instance}, for another parameter or because it was attached since the last one, and RDS does not say which.',
    todo: 'Reboot it without failover in its maintenance window, when what its owner has queued may take place too; AWS Config reports it until then. If a connection without TLS is refused, TLS is demanded already. Waxseal never reboots.',
  },
  'group-applying': {
    says: 'RDS is applying parameter group {group} to instance {instance}.',
  },
  'group-awaits-upgrade': {
    says: 'RDS applies parameter group {group} to instance {instance} once the instance is upgraded.',
    todo: 'Nothing while the upgrade is under way.',
  },
  'group-failed': {
    says: 'RDS could not apply parameter group {group} to instance {instance}: what the group says need not hold.',
    todo: 'Put right the parameter that the recent events of the instance name in the RDS console. Nothing is changed before.',
  },
  'instance-busy': {
    says: 'Instance {instance} is {status}; RDS changes nothing in it until it is available.',
    todo: 'Nothing: it passes by itself, and Waxseal looks again.',
  },
  'instance-stopped': {
    says: 'Instance {instance} is stopped: nobody can connect to it, and RDS changes nothing in it.',
    todo: 'Nothing: Waxseal looks again when somebody has started it; after seven days RDS starts it by itself.',
  },
  'instance-needs-people': {
    says: 'Instance {instance} is {status}: nothing is changed in it before that is mended.',
    todo: '{remedy} It is judged anew with the next event or sweep.',
  },
  'status-unknown': {
    says: 'RDS says that instance {instance} is "{status}", and Waxseal does not know whether a change is safe then.',
    todo: 'Look at the events of the instance in the RDS console. It is judged anew with the next event or sweep.',
  },
  'value-unknown': {
    says: '{parameter} is "{value}" in parameter group {group} of instance {instance}, and Waxseal does not know what that means.',
    todo: 'Set it to 1 or 0 by hand.',
  },
  'apply-status-unknown': {
    says: 'RDS says "{status}" about parameter group {group} of instance {instance}, and Waxseal does not know what that means.',
    todo: 'Look at the events of the instance in the RDS console.',
  },
  'parameter-missing': {
    says: '{engine} {version} of instance {instance} has no parameter {parameter}: it cannot refuse plaintext as a whole.',
    todo: 'Upgrade to {upgradeTo} or newer. Until then demand TLS for each database user, or exempt the instance.',
  },
  'parameter-fixed': {
    says: 'RDS does not let anybody change {parameter} in parameter group {group} of instance {instance}.',
    todo: 'Upgrade to {upgradeTo} or newer, or ask AWS Support.',
  },
  'group-name-taken': {
    says: 'Instance {instance} needs a parameter group of its own, and {own}, the name for it, is taken by something else.',
    todo: 'Delete that group if nobody needs it; it does not carry the tags that Waxseal gives.',
  },
  'group-shared': {
    says: 'Parameter group {group} is shared: {count} other instances would refuse plaintext as well ({instances}).',
    todo: 'Agree with their owners, or set sharedGroup to copy: then the instance gets a group of its own.',
  },
  'queued-changes': {
    says: 'The owner of instance {instance} has queued changes for its maintenance window ({changes}), and this change needs a reboot.',
    todo: 'Waxseal does not set off what is queued. Let it be done first, or plan one reboot for both; never apply immediately.',
  },
  'owned-by-cloudformation': {
    says: '{what} belongs to the CloudFormation stack {stack}: its next deployment may put the change back.',
    todo: 'Set it in the template too: an AWS::RDS::DBParameterGroup with Parameters: {parameter}: "1", named by DBParameterGroupName of the instance.',
    about: 'ownership',
  },
  'dms-without-tls': {
    says: 'DMS endpoints connect to instance {instance} without TLS and would fail: {names}.',
    todo: 'Set their SslMode first. MySQL and MariaDB endpoints know only verify-ca and verify-full.',
  },
  'glue-without-tls': {
    says: 'Glue connections to instance {instance} do not insist on TLS and may fail: {names}.',
    todo: 'Set JDBC_ENFORCE_SSL to true in them first.',
  },
  'proxy-without-tls': {
    says: 'RDS proxies in front of instance {instance} do not require TLS: {names}. AWS does not say clearly whether they speak TLS to it.',
    todo: 'Set RequireTLS of the proxies first, and watch the CloudWatch metric DatabaseConnectionsWithTLS.',
  },
  'dependants-unseen': {
    says: 'It could not be excluded that others connect to instance {instance} without TLS: Waxseal could not look through {what}.',
    todo: "Give Waxseal's role the read permissions if it lacks them, or look there yourself.",
  },
  'reboot-follows': {
    says: 'Nothing happens to clients before instance {instance} is rebooted, without failover, by its owner.',
    todo: 'Plan the reboot; until then the instance counts as not encrypted.',
  },
  'reboot-due': {
    says: 'Instance {instance} waits for a reboot already, because of other changes in parameter group {group}. AWS Config reports it until then.',
  },
  'is-replica': {
    says: 'Instance {instance} is a read replica of {source}. Replication is not affected; the source is judged by itself.',
  },
  'has-replicas': {
    says: 'Instance {instance} has {count} read replicas. Replication is not affected; each replica is judged by itself.',
  },
} as const;
export type Id = keyof typeof messages;
