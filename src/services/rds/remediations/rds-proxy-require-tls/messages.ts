import { dependantWords } from '../../../../dependants/words.ts';

/** What is said of a proxy besides the sentences of every setting. */
export const messages = {
  'clients-without-tls': {
    says: 'Whoever connects to proxy {name} without TLS is refused from then on: applications, Lambda functions and other endpoints of the proxy alike. AWS does not say what becomes of connections that are open already. The proxy logs nobody who comes without TLS; CloudWatch counts them (ClientConnectionsNoTLS).',
    todo: 'See that ClientConnectionsNoTLS is zero, and set {client} in every client first. The certificate of a proxy comes from AWS Certificate Manager, not from RDS: a client that checks it must trust Amazon Root CA 1.',
  },
  'engine-unknown': {
    says: 'Proxy {name} is for {family}, which this version of Waxseal does not know: how its clients are told to use TLS is not said here.',
    todo: 'Look up how clients of that engine come over TLS, and see that all of them do.',
  },
  ...dependantWords('proxy {name}'),
  'leads-nowhere': {
    says: 'Proxy {name} has no targets: nobody reaches a database by it now.',
  },
  'hop-behind': {
    says: 'RequireTLS is about the clients of proxy {name}. AWS does not say clearly whether the proxy speaks TLS with {behind} as well: CloudWatch counts it (DatabaseConnectionsWithTLS), and rds-instance-force-tls evaluates instances, rds-cluster-force-tls clusters.',
  },
} as const;
