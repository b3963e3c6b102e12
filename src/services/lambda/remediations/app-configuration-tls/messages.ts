const order =
  'In this order: the server offers TLS, the program moves, the server refuses plaintext. Ask the server first (waxseal probe HOST:PORT; from a machine inside the VPC with --allow-private), change the setting where the program is deployed from, and deploy.';
const notByUs =
  'Waxseal does not do it: configurations belong to the pipeline that deploys them, and a program that is told to speak TLS to a server without it stops.';

export const messages = {
  'configured-in-plaintext': {
    says: 'What {name} is configured with leads its program to speak plaintext, or lets it: {findings}.',
    todo: `${order} ${notByUs}`,
  },
  'tls-weakened': {
    says: 'What {name} is configured with makes TLS of its program weaker than it has to be: {findings}.',
    todo: `Give the program the authority that the server's certificate is of, take the switch away where it is deployed from, and try it: a server whose certificate does not fit shows only then. ${notByUs}`,
  },
  'not-all-read': {
    says: 'What {name} is configured with could not all be read: {what}. The rest shows no plaintext.',
    todo: "Look there yourself. An environment that a key of KMS closes opens by the key's policy; SecureString parameters and files of variables in S3 are never read by Waxseal.",
  },
  'not-opened': {
    says: 'User data of {name} may hold secrets and is not read until its owner says so.',
    todo: 'Let it be read: aws ec2 create-tags --region {region} --resources {name} --tags Key=waxseal:read-user-data,Value=yes',
  },
  'more-findings': {
    says: 'There are {count} of them; {shown} are told.',
  },
  'servers-of-aws': {
    says: 'By their names AWS runs these servers: {servers}.',
    todo: 'Have what is named before the move done first, and what is named after it last.',
  },
  'please-look': {
    says: 'These may be meant, and nobody has to act on them: {findings}.',
  },
  'credential-shown': {
    says: 'A user and password stand in an address, where everybody who may read the configuration reads them: {fields}.',
    todo: 'Keep them in AWS Secrets Manager, and change them: they were readable.',
  },
  'host-allowed': {
    says: 'Let stand because the policy allows the host (allowedHosts): {findings}.',
  },
  'unread-too': {
    says: 'This could not be read, and may hold more: {what}.',
    todo: 'Look there yourself.',
  },
  'secrets-not-read': {
    says: 'Values that come from Secrets Manager or Parameter Store are not read: {fields}.',
  },
  'configuration-only': {
    says: 'Only the configuration was looked at: code and images were not.',
    todo: 'waxseal scan-code DIRECTORY looks at the source.',
  },
} as const;

export type MessageId = keyof typeof messages;
