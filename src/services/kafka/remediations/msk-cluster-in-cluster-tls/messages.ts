export const messages = {
  serverless: {
    says: 'Cluster {name} is serverless: nobody sees its brokers, and MSK shows nothing of how they speak with each other.',
  },
  'being-deleted': { says: 'Cluster {name} is being deleted.' },
  'not-shown': {
    says: 'MSK does not show InCluster of cluster {name}, so nothing is known of how its brokers speak with each other.',
    todo: 'Try again; if it stays so, look at the cluster in the console.',
  },
  'plaintext-between-brokers': {
    says: 'The brokers of cluster {name} copy every record to each other in plaintext (InCluster is false).',
    todo: 'Make a new cluster with InCluster true, have MirrorMaker 2 copy topics and the offsets of consumers, move consumers and then producers, and delete the old one when nobody uses it. Waxseal does not do it: MSK fixes this when a cluster is made, and only its owner can move the clients.',
  },
  'code-replaces': {
    says: 'In CloudFormation and Terraform another InCluster replaces the cluster: the old one is deleted with all its records, and the new one is empty.',
    todo: 'Describe the new cluster beside the old one, and take the old one out of the code last.',
  },
  'authentication-waits': {
    says: 'MSK takes no authentication of clients in cluster {name}: neither IAM nor SASL/SCRAM nor certificates go with plaintext between brokers.',
    todo: 'Turn it on in the new cluster, before clients move (msk-cluster-authenticated).',
  },
  'clients-apart': {
    says: 'How clients speak with the brokers is another setting, which msk-cluster-client-tls evaluates.',
  },
} as const;
export type MessageId = keyof typeof messages;
