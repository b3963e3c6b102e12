/**
 * Security policies as DescribeSecurityPolicy answers them.
 * https://docs.aws.amazon.com/transfer/latest/userguide/security-policies.html
 */
const ecdhe = [
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384',
  'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384',
];
const gcm = ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com'];
const ctr = ['aes128-ctr', 'aes192-ctr', 'aes256-ctr'];
const groups = [
  'diffie-hellman-group16-sha512',
  'diffie-hellman-group18-sha512',
  'diffie-hellman-group-exchange-sha256',
];
const nist = ['ecdh-sha2-nistp256', 'ecdh-sha2-nistp384', 'ecdh-sha2-nistp521'];
const curves = ['curve25519-sha256', 'curve25519-sha256@libssh.org'];
const etm = ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com'];
const macs = [...etm, 'hmac-sha2-256', 'hmac-sha2-512'];

interface SecurityPolicy {
  readonly SecurityPolicyName: string;
  readonly Fips: boolean;
  readonly Type: 'SERVER' | 'CONNECTOR';
  readonly Protocols?: readonly string[];
  readonly SshCiphers: readonly string[];
  readonly SshKexs: readonly string[];
  readonly SshMacs: readonly string[];
  readonly TlsCiphers?: readonly string[];
}

const forServers = (
  SecurityPolicyName: string,
  lists: Pick<SecurityPolicy, 'SshCiphers' | 'SshKexs' | 'SshMacs'> & {
    readonly TlsCiphers?: readonly string[];
  },
): SecurityPolicy => ({
  SecurityPolicyName,
  Fips: SecurityPolicyName.includes('-FIPS-'),
  Type: 'SERVER',
  Protocols: ['SFTP', 'FTPS'],
  TlsCiphers: ecdhe,
  ...lists,
});

export const securityPolicies: readonly SecurityPolicy[] = [
  forServers('TransferSecurityPolicy-2018-11', {
    SshCiphers: ['chacha20-poly1305@openssh.com', ...ctr, ...gcm],
    SshKexs: [...curves, ...nist, ...groups, 'diffie-hellman-group14-sha256', 'diffie-hellman-group14-sha1'],
    SshMacs: [
      'umac-64-etm@openssh.com',
      'umac-128-etm@openssh.com',
      'hmac-sha1-etm@openssh.com',
      'umac-64@openssh.com',
      'umac-128@openssh.com',
      'hmac-sha1',
      ...macs,
    ],
    TlsCiphers: [...ecdhe, 'TLS_RSA_WITH_AES_128_CBC_SHA256', 'TLS_RSA_WITH_AES_256_CBC_SHA256'],
  }),
  forServers('TransferSecurityPolicy-2020-06', {
    SshCiphers: ['chacha20-poly1305@openssh.com', ...ctr, ...gcm],
    SshKexs: [...nist, ...groups, 'diffie-hellman-group14-sha256'],
    SshMacs: ['umac-128-etm@openssh.com', 'umac-128@openssh.com', ...macs],
  }),
  forServers('TransferSecurityPolicy-FIPS-2020-06', {
    SshCiphers: [...ctr, ...gcm],
    SshKexs: [...nist, ...groups, 'diffie-hellman-group14-sha256'],
    SshMacs: macs,
  }),
  forServers('TransferSecurityPolicy-2024-01', {
    SshCiphers: [...gcm, ...ctr],
    SshKexs: [...nist, ...curves, ...groups],
    SshMacs: etm,
  }),
  forServers('TransferSecurityPolicy-2025-03', {
    SshCiphers: [...gcm, ...ctr],
    SshKexs: ['mlkem768x25519-sha256', 'mlkem1024nistp384-sha384', ...nist, ...curves, ...groups],
    SshMacs: etm,
  }),
  forServers('TransferSecurityPolicy-FIPS-2025-03', {
    SshCiphers: [...gcm, ...ctr],
    SshKexs: ['mlkem1024nistp384-sha384', ...nist, ...groups],
    SshMacs: etm,
  }),
  {
    SecurityPolicyName: 'TransferSFTPConnectorSecurityPolicy-2024-03',
    Fips: false,
    Type: 'CONNECTOR',
    SshCiphers: [...gcm, 'aes192-ctr', 'aes256-ctr'],
    SshKexs: [...nist, ...curves, ...groups],
    SshMacs: etm,
  },
];
