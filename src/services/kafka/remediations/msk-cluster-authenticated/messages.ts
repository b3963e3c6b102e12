export const messages = {
  serverless: {
    says: 'Cluster {name} is serverless: MSK lets in only who authenticates with IAM. msk-serverless-endpoint says so.',
  },
  'at-work': {
    says: 'The cluster {name} is {status}; it is evaluated when that is over.',
  },
  'not-shown': {
    says: 'MSK does not show whether cluster {name} lets in clients that prove nothing about themselves.',
    todo: 'Look at its security settings in the console, or try it with a client that has no credentials.',
  },
  'anyone-gets-in': {
    says: 'Cluster {name} lets in everybody who reaches its brokers, and nobody can prove who they are: no other way of authentication is on.',
    todo: 'Turn on IAM beside it, give each client credentials and what it may do, have all of them use the addresses for IAM (port 9098), and then turn unauthenticated access off. Waxseal does not do it: whoever has no credentials by then is shut out, and only the owners of the clients can give them some.',
  },
  'anyone-beside': {
    says: 'Cluster {name} lets in everybody who reaches its brokers, beside those who prove who they are by {ways}.',
    todo: 'Give each client credentials and what it may do, have all of them use the addresses of those ways, and then turn unauthenticated access off. Waxseal does not do it: whoever has no credentials by then is shut out, and only the owners of the clients can give them some.',
  },
  'anyone-in-plaintext': {
    says: 'Cluster {name} speaks plaintext (ClientBroker is {clientBroker}), and nobody proves anything there, whatever is on besides. AWS Config’s rule does not look at that.',
    todo: 'Take plaintext away, as msk-cluster-client-tls plans it. Waxseal does not do it here: it is another plan, with its own evidence.',
  },
  'triggers-take-iam': {
    says: 'Event source mappings of Lambda that read cluster {name} and name no secret, and pipes of EventBridge alike, use IAM as soon as it is on, and no other way: they read nothing where their roles may not.',
    todo: 'See who they are (aws lambda list-event-source-mappings --event-source-arn {arn} --region {region}; the pipes in the console of EventBridge), let their roles connect and read (kafka-cluster:Connect, DescribeGroup, AlterGroup, DescribeTopic, ReadData, DescribeClusterDynamicConfiguration), and open port 9098 to them before IAM is turned on.',
  },
  'plaintext-first': {
    says: 'MSK turns unauthenticated access off beside {ways} only where clients speak TLS alone, and cluster {name} has ClientBroker {clientBroker}.',
    todo: 'Have msk-cluster-client-tls take plaintext away before.',
  },
  'new-cluster-first': {
    says: 'MSK takes no way of authentication in cluster {name}, because its brokers speak plaintext with each other, which stays so.',
    todo: 'Replace the cluster first, as msk-cluster-in-cluster-tls says, and turn authentication on in the new one.',
  },
  'brokers-restart': {
    says: 'MSK changes the brokers of cluster {name} one after the other, each time: clients lose connections, and topics with a single replica cannot be used meanwhile.',
  },
} as const;
export type MessageId = keyof typeof messages;
