const region = '--region {region}';

/** What is said of authorities besides the sentences of every setting. */
export const messages = {
  'not-as-wanted': {
    says: 'The certificate of instance {name} is from {values}, which has expired: clients that verify it are refused, and others cannot tell the database from somebody else.',
    todo: 'Apply the plan: RDS gives it a certificate from {wanted} in its next maintenance window, without a restart. Nothing else about the instance is changed.',
  },
  'clients-verify': {
    says: 'Clients that verify the certificate of instance {name} and do not trust {authority} can no longer connect once it is replaced. RDS records none of them.',
    todo: 'Give all of them the bundle of the authorities first: {bundle}',
  },
  'dms-verifies': {
    says: 'DMS endpoints verify the certificate of instance {name} by one that was imported for them, and fail where that is not of {authority}: {names}.',
    todo: 'Import the bundle into DMS and make it their CertificateArn first: {bundle}',
  },
  'glue-verifies': {
    says: 'Glue connections verify the certificate of instance {name} by one in S3 that is theirs (CUSTOM_JDBC_CERT), and fail where that is not of {authority}: {names}.',
    todo: 'Put the certificate of {authority}, which is in the bundle, where they name theirs first: {bundle}',
  },
  'dependants-unseen': {
    says: 'It could not be excluded that other AWS services verify the certificate of instance {name} by an older one: Waxseal could not look through {what}.',
    todo: "Give Waxseal's role the read permissions if it lacks them, or check there yourself.",
  },
  'authority-not-offered': {
    says: 'The certificate of instance {name} is from {held}, which has expired, and RDS does not offer {authority} for {engine} {version}.',
    todo: 'Set authority of rds-ca-certificate to one that it offers ({offered}), or upgrade the engine.',
  },
  'restart-needed': {
    says: 'The certificate of instance {name} is from {held}, which has expired, and RDS does not say that {engine} {version} takes another one without a restart.',
    todo: `When all clients trust the new authority: aws rds modify-db-instance ${region} --db-instance-identifier {name} --ca-certificate-identifier {authority} --no-apply-immediately. RDS restarts the instance in its next maintenance window. Waxseal never reboots.`,
  },
  'restart-outstanding': {
    says: 'Instance {name} has been given {ordered}, and its server still shows a certificate from {held}, which has expired: RDS replaces it with the next restart, as it does where somebody ordered it with CertificateRotationRestart: false.',
    todo: 'When all clients trust the new authority: {command}. Waxseal never reboots.',
  },
  'listener-restarts': {
    says: 'The certificate of instance {name} is from {held}, which has expired. RDS for Oracle restarts the listener of an instance when it replaces one, not the instance: who connects in that moment is refused, and connections that are open stay.',
    todo: `When the wallets of all clients have the new authority: aws rds modify-db-instance ${region} --db-instance-identifier {name} --ca-certificate-identifier {authority} --no-apply-immediately. RDS replaces the certificate in its next maintenance window.`,
  },
  'certificate-runs-out': {
    says: 'The certificate of instance {name} is valid until {until}, and RDS has not replaced it: clients that verify it are refused from then on.',
    todo: `Its authority stays, so that clients need no other one: aws rds apply-pending-maintenance-action ${region} --resource-identifier {arn} --apply-action server-certificate-rotation --opt-in-type next-maintenance. RDS restarts the instance in its next maintenance window if the engine needs that. Waxseal never reboots.`,
  },
  'babelfish-restarts': {
    says: 'If cluster {cluster} has Babelfish, clients get the new certificate there only after a reboot.',
    todo: 'Reboot it when its owner can do without it for that time.',
  },
  'cluster-decides': {
    says: 'The certificate of instance {name} is from {held}, which has expired, and the Multi-AZ DB cluster {cluster} decides about it.',
    todo: `When all clients trust the new authority: aws rds modify-db-cluster ${region} --db-cluster-identifier {cluster} --ca-certificate-identifier {authority} --no-apply-immediately`,
  },
  'other-service': {
    says: 'The certificate of instance {name} is from {held}, which has expired, and the instance is one of {engine}, which is changed by its own API.',
    todo: `When all clients trust the new authority: aws {engine} modify-db-instance ${region} --db-instance-identifier {name} --ca-certificate-identifier {authority} --no-apply-immediately`,
  },
  custom: {
    says: 'Instance {name} is of RDS Custom ({engine}): its certificate is set within its operating system.',
  },
} as const;
