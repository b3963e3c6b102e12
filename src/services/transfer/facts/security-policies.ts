/** Connectors have policies of their own: `TransferSFTPConnectorSecurityPolicy-2024-03`. */
export const isForServers = (name: string): boolean => name.startsWith('TransferSecurityPolicy-');

const withSshRsa: ReadonlySet<string> = new Set([
  'TransferSecurityPolicy-2018-11',
  'TransferSecurityPolicy-2020-06',
  'TransferSecurityPolicy-FIPS-2020-06',
  'TransferSecurityPolicy-FIPS-2023-05',
  'TransferSecurityPolicy-FIPS-2024-01',
  'TransferSecurityPolicy-PQ-SSH-FIPS-Experimental-2023-04',
]);

/** Which take signatures of host keys by `ssh-rsa`, that is with SHA-1: their page says it, and no answer of AWS. */
export const takesSshRsa = (name: string): boolean => withSshRsa.has(name);

/**
 * Names for whoever writes a policy file. Of a server the Region tells what it has, which may be more.
 * https://docs.aws.amazon.com/transfer/latest/userguide/security-policies.html
 */
export const policyNames: readonly string[] = [
  ...withSshRsa,
  'TransferSecurityPolicy-2022-03',
  'TransferSecurityPolicy-2023-05',
  'TransferSecurityPolicy-2024-01',
  'TransferSecurityPolicy-2025-03',
  'TransferSecurityPolicy-AS2Restricted-2025-07',
  'TransferSecurityPolicy-FIPS-2024-05',
  'TransferSecurityPolicy-FIPS-2025-03',
  'TransferSecurityPolicy-PQ-SSH-Experimental-2023-04',
  'TransferSecurityPolicy-Restricted-2018-11',
  'TransferSecurityPolicy-Restricted-2020-06',
  'TransferSecurityPolicy-Restricted-2024-06',
  'TransferSecurityPolicy-SshAuditCompliant-2025-02',
];
