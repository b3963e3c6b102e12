/** What is said of a connection besides the sentences of every document. */
export const messages = {
  'not-as-wanted': {
    says: '{places} of connection {name} is {values}: Glue goes on without TLS where the server offers none.',
    todo: 'Apply the plan: it sets {wanted} and sends the rest of the connection as it is.',
  },
  'value-unknown': {
    says: 'Whether connection {name} insists on TLS is {values}, and Waxseal does not know what that means.',
    todo: 'Set it to true by hand.',
  },
  'network-only': {
    says: 'Connection {name} is of type {type}: it gives jobs a network, or views a check, and leads to no server of its own.',
  },
  'connector-decides': {
    says: 'Connection {name} is of type {type}: whether it speaks TLS is decided by its connector, and no property of the connection tells.',
    todo: 'See what the connector says of TLS, set it by hand, and exempt the connection.',
  },
  'type-unknown': {
    says: 'Connection {name} is of type {type}, and Waxseal knows no property by which such a connection says whether it speaks TLS.',
    todo: 'Look it up in the page of that connector in the AWS Glue user guide, set it by hand, and exempt the connection.',
  },
  'mongodb-open': {
    says: 'The URL of connection {name} says nothing of TLS: a job may still ask for it (ssl among its connection options), and Waxseal reads no scripts.',
    todo: 'Have the URL say tls=true, so that every job and crawler speaks TLS.',
  },
  'mongodb-refuses': {
    says: 'The URL of connection {name} says that MongoDB is reached without TLS.',
    todo: 'Have it say tls=true, once the server takes TLS. Waxseal does not change URLs.',
  },
  'url-contradicts': {
    says: 'Connection {name} insists on TLS, and its URL says that there is to be none. AWS does not say which of both decides.',
    todo: 'Take the option out of the URL, and test the connection: aws glue test-connection --connection-name={word} --region {region}',
  },
  'catalog-closed': {
    says: 'Glue could not decrypt connection {name} for Waxseal: the Data Catalog is encrypted with a key of KMS.',
    todo: "Let Waxseal's role use that key (kms:Decrypt), or look at the connection yourself.",
  },
  'not-put-back': {
    says: 'Glue takes a connection whole and hides its password, so that Waxseal, which never asks for one, would lose what connection {name} may have: {why}. Nothing is changed in it.',
    todo: 'Move its credentials to a secret of Secrets Manager (SECRET_ID), and it can be changed here; or run the command as somebody who may see the password. It keeps it out of files and of the list of processes, and needs jq.',
  },
  'brokers-change-too': {
    says: 'Connection {name} reaches Kafka in plaintext. Brokers take TLS at another port, so that KAFKA_BOOTSTRAP_SERVERS must change together with KAFKA_SSL_ENABLED, and Waxseal cannot know it.',
    todo: 'Set both with the command, once you have put in the brokers. It needs jq.',
  },
  'url-refuses': {
    says: 'The URL of connection {name} says that there is to be no TLS, and AWS does not say whether that or JDBC_ENFORCE_SSL decides.',
    todo: 'Take the option out of the URL; the connection is evaluated again with the next event or sweep.',
  },
  'oracle-port': {
    says: 'Connection {name} leads to Oracle, which takes TLS at a port of its own: the URL must change together with JDBC_ENFORCE_SSL, and Waxseal cannot know it.',
    todo: 'For RDS see rds-oracle-tls first. Then change both by hand.',
  },
  'engine-without-tls': {
    says: 'Connection {name} leads to {engine}, with which Glue cannot insist on TLS: it names Oracle, SQL Server, PostgreSQL, Amazon Redshift, and MySQL and Aurora of Amazon RDS.',
    todo: 'Have the URL demand TLS, in the words of the driver, and exempt the connection.',
  },
  'name-unfit': {
    says: 'The name of connection {name} holds the sign #, by which Waxseal tells a property from a name: nothing is changed in it.',
    todo: 'Set JDBC_ENFORCE_SSL to true by hand, or give the connection another name.',
  },
  'server-must-fit': {
    says: 'With connection {name}, Glue then connects over TLS alone, and only where the certificate is of a CA that it trusts and names the host. Crawlers, job runs, sessions and whatever else uses it (Athena, DataBrew) fail otherwise. Waxseal does not connect to the server.',
    todo: 'Test it as soon as it is changed, and undo the change if that fails: aws glue test-connection --connection-name={word} --region {region}',
  },
  'certificate-needed': {
    says: 'The host of connection {name} is none of Amazon RDS or Redshift, and no CUSTOM_JDBC_CERT names the CA of its certificate: Glue trusts the CAs that it brings along.',
    todo: 'Where the server has a certificate of another CA, name that one (a PEM file in S3) as CUSTOM_JDBC_CERT first.',
  },
  'used-by': {
    says: 'These use connection {name} and connect over TLS, or fail, with their next run: {users}.',
    todo: 'Test the connection before they run.',
  },
  'users-unseen': {
    says: 'Who uses connection {name} is not known: Waxseal could not look through {what}.',
    todo: "Give Waxseal's role the read permissions if it lacks them, or look there yourself.",
  },
  'url-demands': {
    says: 'The URL of connection {name} demands TLS already, and AWS does not promise that Glue heeds it everywhere.',
  },
  'certificate-unchecked': {
    says: 'Connection {name} has {property} true: Glue does not look at the algorithms of the custom certificate.',
  },
} as const;
export type OwnId = keyof typeof messages;
