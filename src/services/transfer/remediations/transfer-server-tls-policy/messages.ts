/** What is said of the security policy of a server besides what the family says. */
export const messages = {
  'ciphers-lost': {
    says: '{target} drops these algorithms: {ciphers}. Clients that support no others can no longer connect.',
    todo: 'Look in its logs (CloudWatch Logs) which kex and ciphers clients connect with. When nobody needs them, set lostCiphers to accept.',
  },
  'neither-spoken': {
    says: 'Server {name} speaks neither SFTP nor FTPS: what its security policy says of SSH and TLS counts for nothing there.',
  },
  'fips-endpoint': {
    says: 'Server {name} has a FIPS policy. The guide of AWS says that the policy of a server with a FIPS endpoint cannot be changed.',
    todo: 'Try it where it hurts nobody. If AWS refuses it, make a new server.',
    ifRefused: 'Make a new server with the newer FIPS policy and have the clients use it.',
  },
  'ssh-rsa-lost': {
    says: '{target} takes no ssh-rsa (RSA with SHA-1): clients of server {name} that know no newer signature can no longer connect by SFTP, and no list of algorithms shows it.',
    todo: 'OpenSSH before 7.2 and programs of its age are such clients: ask their owners.',
  },
  'not-described': {
    says: 'What is compared are names of suites and algorithms. No operation of AWS tells which curves and signatures {target} takes: a client of server {name} may fail where the lists show nothing lost.',
    todo: 'Try {target} with one client of each kind on a server of its own, then approve. Undo puts the former policy back.',
  },
  'not-logged': {
    says: 'Server {name} writes no logs: nothing tells what its clients connect with.',
    todo: 'Give it a log group first (StructuredLogDestinations), and look into it after some days.',
  },
} as const;
