import { wordsWithoutDms } from '../../../../dependants/words.ts';

/** What is said of a workgroup besides the sentences of every setting. */
export const messages = {
  'clients-without-tls': {
    says: 'Whoever connects to workgroup {name} without TLS is refused from then on, and while AWS applies the change, open connections and running queries may break off. Who that is, AWS tells to superusers of the database alone.',
    todo: 'Look at SYS_CONNECTION_LOG as one of them: ssl_version is empty for those without TLS. Give them ssl=true (JDBC), or sslmode=verify-full with the bundle of Amazon Trust Services. Query editor v2 and the Data API use TLS by themselves.',
  },
  ...wordsWithoutDms('workgroup {name}'),
} as const;
