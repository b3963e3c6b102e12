const never =
  'Waxseal does not write option groups: clients need another port and a wallet, or ciphers of their own.';
const shared =
  'Every instance that has the option group gets it at once; which ones do: aws rds describe-db-instances --region {region} --query "DBInstances[?OptionGroupMemberships[?OptionGroupName==\'{group}\']].DBInstanceIdentifier"';

/** Everything that is said of Oracle instances. */
export const messages = {
  'other-engine': {
    says: 'Instance {instance} runs {engine}; this is about RDS for Oracle.',
  },
  custom: {
    says: 'Instance {instance} is of RDS Custom ({engine}): what its listener takes is set within its operating system.',
    todo: 'Look at sqlnet.ora of the instance.',
  },
  'nothing-encrypts': {
    says: 'Option group {group} of instance {instance} has neither SSL nor NATIVE_NETWORK_ENCRYPTION: everything that clients and the instance say is in the clear.',
    todo: `Add the option SSL as waxseal plan --resource ARN shows, have clients use port 2484 with TLS, and then close port {port} in the security groups of the instance. ${never} ${shared}`,
  },
  'native-not-required': {
    says: 'Option group {group} of instance {instance} has NATIVE_NETWORK_ENCRYPTION with SQLNET.ENCRYPTION_SERVER {server}: a client that does not want encryption gets in without.',
    todo: `See that every client encrypts (V$SESSION_CONNECT_INFO names the encryption of each session), and then set it to REQUIRED as waxseal plan --resource ARN shows. ${never} ${shared}`,
  },
  'weak-ciphers': {
    says: 'Option group {group} of instance {instance} demands encryption and lets clients choose {ciphers}, which are broken.',
    todo: `See that every client can do AES256 or AES192, and then leave only these as waxseal plan --resource ARN shows. ${never} ${shared}`,
  },
  'old-tls': {
    says: 'The option SSL in option group {group} of instance {instance} takes TLS {versions}.',
    todo: `See that every client can do TLS 1.2, and then set SQLNET.SSL_VERSION to 1.2 as waxseal plan --resource ARN shows. ${never} ${shared}`,
  },
  'suites-unfit': {
    says: 'The option SSL in option group {group} of instance {instance} takes {suites} alone, and that does not go with the certificate of the instance, which is of {authority}: no client gets TLS with it.',
    todo: `Set SQLNET.CIPHER_SUITE as waxseal plan --resource ARN shows, or have the certificate replaced by one of an authority that goes with it. ${never} ${shared}`,
  },
  'weak-suites': {
    says: 'The option SSL in option group {group} of instance {instance} takes {suites}, which are none of the cipher suites that keep what was recorded secret when somebody gets the key of the server (TLS_ECDHE_…).',
    todo: `See that every client can do {wanted}, and then set SQLNET.CIPHER_SUITE as waxseal plan --resource ARN shows. ${never} ${shared}`,
  },
  'plaintext-port-open': {
    says: 'Instance {instance} takes TLS on port {tlsPort}; port {port}, which is in the clear and which RDS cannot close, is open to {sources} in its security groups ({groups}).',
    todo: 'Have these clients use port {tlsPort}, and then take port {port} out of the inbound rules: aws ec2 describe-security-group-rules --region {region} --filters Name=group-id,Values={list} shows them. Waxseal does not write security groups: they may let others in elsewhere.',
  },
  'groups-unseen': {
    says: 'Instance {instance} takes TLS on port {tlsPort}; whether its port {port}, which is in the clear, can be reached is not known: Waxseal could not read its security groups ({groups}).',
    todo: "Give Waxseal's role ec2:DescribeSecurityGroups, or see that no inbound rule has that port.",
  },
  'options-busy': {
    says: 'RDS is changing the options of instance {instance} ({status}).',
    todo: 'Nothing. It is evaluated again when RDS is done.',
  },
  'options-unclear': {
    says: 'Which options instance {instance} has is not known: its option groups are {groups}.',
    todo: 'Look at the events of the instance in the RDS console.',
  },
  'native-encryption': {
    says: 'Instance {instance} refuses what is not encrypted by Oracle’s own network encryption. That is not TLS: clients cannot verify which server they speak with.',
  },
  'plaintext-port-closed': {
    says: 'Port {port} of instance {instance} is in the clear, and no inbound rule of its security groups lets anybody reach it: it stays so only as long as nobody opens it.',
  },
} as const;
