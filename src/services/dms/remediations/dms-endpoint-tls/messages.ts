/** What is said of an endpoint besides the sentences of every setting. */
export const messages = {
  'always-tls': {
    says: 'DMS speaks TLS with {engine} by itself: SslMode of endpoint {name} does not change that.',
  },
  'server-without-tls': {
    says: 'DMS no longer reaches the server of endpoint {name} unless that server speaks TLS. Waxseal does not connect to it, and nothing that it reads says whether it does.',
    todo: 'See that the server takes TLS at that port first. Test the connection after the change, from each replication instance that uses it: aws dms test-connection --region {region} --replication-instance-arn INSTANCE_ARN --endpoint-arn {arn}',
  },
  'connection-failed': {
    says: 'DMS is to speak TLS by endpoint {name}, and could not connect when it was last tested: {failures}.',
    todo: 'See that the server takes TLS at that port, with a certificate that DMS trusts, and test again: aws dms test-connection --region {region} --replication-instance-arn {instance} --endpoint-arn {arn}. Where it cannot, and Waxseal has set the mode: waxseal undo --resource {arn} --remediation dms-endpoint-tls --reason "The server takes no TLS."',
  },
  'connection-not-told-yet': {
    says: 'Endpoint {name} has its TLS mode since less than 30 minutes ago, by Waxseal. DMS tests its connections after that, and tells what came of it later than of the mode: until then "successful" proves nothing.',
    todo: 'Nothing: Waxseal looks again when the 30 minutes are over.',
  },
  'certificate-must-fit': {
    says: 'With {wanted}, DMS connects only where the certificate of the server was issued by the CA whose certificate the endpoint {name} holds ({certificate}). Waxseal does not compare them.',
    todo: 'See that it is the CA of that server, and not one that has since been replaced (aws dms describe-certificates).',
  },
  'amazon-root-only': {
    says: 'The Redis endpoint {name} names no certificate of a CA: over TLS, DMS then takes only what the Amazon root CA vouches for.',
    todo: 'Where the server has a certificate of another CA, import that of its CA and name it as SslCaCertificateArn first.',
  },
  'starts-with-tls': {
    says: 'These use endpoint {name} and do not run now: {users}. They connect over TLS with their next start, and fail if the server does not take it.',
    todo: 'Test the connection before they are started.',
  },
  'in-use': {
    says: 'These use endpoint {name} and run: {users}. DMS changes no endpoint under a task that runs, so nothing is changed.',
    todo: 'Stop them when it suits their owners; the endpoint is evaluated again with the next event or sweep. Resume them after the connection was tested.',
  },
  'certificate-needed': {
    says: '{wanted} is the first mode in which DMS speaks TLS with {engine}, and it needs the certificate of a CA. Endpoint {name} holds none, and Waxseal cannot know which CA issued that of its server.',
    todo: 'Import it (aws dms import-certificate) and set both: aws dms modify-endpoint --region {region} --endpoint-arn {arn} --ssl-mode {wanted} --certificate-arn CERTIFICATE_ARN',
  },
  'broker-changes-too': {
    says: 'DMS speaks with the Kafka brokers of endpoint {name} in plaintext. Brokers take TLS at another port, so that the addresses must change together with SecurityProtocol, and Waxseal cannot know them.',
    todo: 'Set both: aws dms modify-endpoint --region {region} --endpoint-arn {arn} --engine-name kafka --kafka-settings \'{"Broker":"HOST:PORT","SecurityProtocol":"ssl-encryption"}\'',
  },
  'address-unread': {
    says: 'DMS does not tell the server and the port of the Redis endpoint {name}, which the call that sets SslSecurityProtocol must name: nothing is changed.',
    todo: 'Set it by hand, with all three: aws dms modify-endpoint --region {region} --endpoint-arn {arn} --engine-name redis --redis-settings ServerName=HOST,Port=PORT,SslSecurityProtocol=ssl-encryption',
  },
  'opensearch-anew': {
    says: 'DMS speaks with the OpenSearch cluster of endpoint {name} over HTTP: its URI says so, and DMS changes no endpoint of OpenSearch once it is made.',
    todo: 'Make another endpoint with https:// in its URI and whatever else this one has (aws dms describe-endpoints --region {region} --filters Name=endpoint-arn,Values={arn} --query "Endpoints[].ElasticsearchSettings"), make its tasks anew with that one, and delete {name}.',
  },
  'read-only': {
    says: 'Endpoint {name} belongs to a zero-ETL integration: DMS lets nobody change it.',
    todo: 'Change the integration that made it.',
  },
  'engine-unknown': {
    says: 'SslMode of endpoint {name} is none, and this version of Waxseal does not know which modes DMS has for {engine}.',
    todo: 'Look it up in the page of that engine in the DMS user guide and set it by hand.',
  },
  'any-certificate': {
    says: 'With require, DMS encrypts what it sends by endpoint {name} and trusts any certificate: whoever is in between could be taken for the server. verify-full compares it.',
  },
} as const;
