/** What is said of a workgroup besides the sentences of every setting. */
export const messages = {
  'clients-without-tls': {
    says: 'Whoever connects to workgroup {name} without TLS is refused from then on, and while AWS applies the change, open connections and running queries may break off. Who that is, AWS tells to superusers of the database alone.',
    todo: 'Look at SYS_CONNECTION_LOG as one of them: ssl_version is empty for those without TLS. Give them ssl=true (JDBC), or sslmode=verify-full with the bundle of Amazon Trust Services. Query editor v2 and the Data API use TLS by themselves.',
  },
  'glue-without-tls': {
    says: 'Glue connections to workgroup {name} do not enforce TLS and may fail: {connections}.',
    todo: 'Set JDBC_ENFORCE_SSL to true in them first.',
  },
  'glue-unseen': {
    says: 'Whether Glue connections lead to workgroup {name} without TLS is not known: Waxseal could not compare them with it.',
    todo: "Give Waxseal's role glue:GetConnections if it lacks that, or look at aws glue get-connections --hide-password yourself.",
  },
} as const;
