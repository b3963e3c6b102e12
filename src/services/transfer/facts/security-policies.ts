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
