const region = '--region {region}';

/** What is said of authorities besides the sentences of every setting. */
export const messages = {
  'not-as-wanted': {
    says: 'The certificate of instance {name} is from {values}, which has expired: clients that verify it are refused, and others cannot tell the database from somebody else.',
    todo: 'Apply the plan: RDS gives it a certificate from {wanted} in its next maintenance window, without a restart. Nothing else about the instance is changed.',
  },
  'clients-verify': {
    says: 'Clients that verify the certificate of instance {name} and do not trust {authority} can no longer connect once it is replaced; DMS endpoints verify it by a certificate that was imported for them. RDS records none of them.',
    todo: 'Give all of them the bundle of the authorities first: {bundle}',
  },
  'authority-not-offered': {
    says: 'The certificate of instance {name} is from {held}, which has expired, and RDS does not offer {authority} for {engine} {version}.',
    todo: 'Set authority of rds-ca-certificate to one that it offers ({offered}), or upgrade the engine.',
  },
  'restart-needed': {
    says: 'The certificate of instance {name} is from {held}, which has expired, and RDS does not say that {engine} {version} takes another one without a restart.',
    todo: `When all clients trust the new authority: aws rds modify-db-instance ${region} --db-instance-identifier {name} --ca-certificate-identifier {authority} --no-apply-immediately. RDS restarts the instance in its next maintenance window. Waxseal never reboots.`,
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
