// Written by scripts/generate.ts from the rooms of the services: run `npm run generate`.

import { catalogOf } from '../core/model/catalog-of.ts';
import type { Catalog, Listing } from '../core/model/catalog.ts';
import { resources } from './resources.ts';

/** What is known of every remediation without loading it. */
export const listings: readonly Listing[] = [
  {
    id: 'alb-listener-https-redirect',
    title: 'Application Load Balancers redirect HTTP to HTTPS',
    summary:
      'Replaces the actions of every rule of every HTTP listener by a redirect to a real HTTPS listener of the same balancer.',
    resourceType: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    configRules: ['ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK'],
    controls: ['ELB.1'],
    services: ['elasticloadbalancing', 'acm', 'codedeploy', 'ec2', 'ecs'],
    arn: 'arn:{partition}:elasticloadbalancing:{region}:{account}:loadbalancer/{kind}/{name}/{id}',
    configRecords: true,
  },
  {
    id: 'backup-vault-tls-only',
    title: 'Access policies of backup vaults refuse requests without TLS',
    summary:
      'Adds one Deny statement to the access policy of a vault that refuses what requests ask of it and of its recovery points over plain HTTP. The endpoints of AWS Backup take HTTPS only, so an owner is always asked. A vault lock is neither read nor changed, and neither are snapshots as their own services show them. Vaults that AWS makes are left alone.',
    resourceType: 'AWS::Backup::BackupVault',
    configRules: [],
    controls: [],
    services: ['backup'],
    arn: 'arn:{partition}:backup:{region}:{account}:backup-vault:{vault}',
    configRecords: true,
  },
  {
    id: 'cloudfront-minimum-tls',
    title: 'CloudFront distributions take a recommended TLS version from viewers, or a newer one',
    summary:
      'Sets the minimum protocol version (the security policy) of the viewer certificate to TLSv1.2_2021, or to another accepted one, and nothing else of the distribution. It never changes to one that lets in more. With the certificate of CloudFront itself, or with dedicated IP addresses, it says what people have to do whatever policy is named, which is stricter than CloudFront.15 and the rules. TLSv1.2_2018 and TLSv1.2_2019, which pass CLOUDFRONT_SECURITY_POLICY_CHECK, pass here only when they are accepted.',
    resourceType: 'AWS::CloudFront::Distribution',
    configRules: ['CLOUDFRONT_SSL_POLICY_CHECK', 'CLOUDFRONT_SECURITY_POLICY_CHECK'],
    controls: ['CloudFront.15'],
    services: ['cloudfront'],
    arn: 'arn:{partition}:cloudfront::{account}:distribution/{distribution}',
    home: { aws: 'us-east-1', 'aws-cn': 'cn-northwest-1' },
    configRecords: true,
  },
  {
    id: 'cloudfront-origin-https',
    title: 'CloudFront asks the origins of distributions over HTTPS only',
    summary:
      'Sets the origin protocol policy of each custom origin that may be asked over plain HTTP to https-only, all in one update, and nothing else of the distribution; people are always asked. Like CLOUDFRONT_TRAFFIC_TO_ORIGIN_ENCRYPTED, match-viewer is good where no cache behavior takes plain HTTP. S3 websites speak no HTTPS: people are told the other way, and nothing is changed before, unless websites is set to accept. VPC origins, which the rule does not look at, are evaluated and not changed.',
    resourceType: 'AWS::CloudFront::Distribution',
    configRules: ['CLOUDFRONT_TRAFFIC_TO_ORIGIN_ENCRYPTED'],
    controls: ['CloudFront.9'],
    services: ['cloudfront'],
    arn: 'arn:{partition}:cloudfront::{account}:distribution/{distribution}',
    home: { aws: 'us-east-1', 'aws-cn': 'cn-northwest-1' },
    configRecords: true,
  },
  {
    id: 'cloudfront-origin-tls-protocols',
    title: 'CloudFront speaks no old TLS with the origins of distributions',
    summary:
      'Takes SSLv3 out of the protocols of each custom origin, and in a second step TLSv1 and TLSv1.1, about which people are asked; nothing else of the distribution changes. CLOUDFRONT_NO_DEPRECATED_SSL_PROTOCOLS and CloudFront.10 fail for SSLv3 alone: with oldest set to TLSv1 this agrees with them. VPC origins, which the rule does not look at, are evaluated and not changed.',
    resourceType: 'AWS::CloudFront::Distribution',
    configRules: ['CLOUDFRONT_NO_DEPRECATED_SSL_PROTOCOLS'],
    controls: ['CloudFront.10'],
    services: ['cloudfront'],
    arn: 'arn:{partition}:cloudfront::{account}:distribution/{distribution}',
    home: { aws: 'us-east-1', 'aws-cn': 'cn-northwest-1' },
    configRecords: true,
  },
  {
    id: 'cloudfront-sni',
    title: 'CloudFront chooses certificates of distributions by name (SNI)',
    summary:
      'Sets SSLSupportMethod of a distribution with a certificate of its own to sni-only, in place of dedicated IP addresses, and nothing else of the distribution; people are always asked. A distribution without a certificate of its own is none of its business: CLOUDFRONT_SNI_ENABLED fails for dedicated IP addresses only.',
    resourceType: 'AWS::CloudFront::Distribution',
    configRules: ['CLOUDFRONT_SNI_ENABLED'],
    controls: ['CloudFront.8'],
    services: ['cloudfront'],
    arn: 'arn:{partition}:cloudfront::{account}:distribution/{distribution}',
    home: { aws: 'us-east-1', 'aws-cn': 'cn-northwest-1' },
    configRecords: true,
  },
  {
    id: 'cloudfront-viewer-https',
    title: 'CloudFront distributions take requests of viewers over HTTPS only',
    summary:
      'Sets the viewer protocol policy of each cache behavior that is allow-all to redirect-to-https, all in one update, and nothing else of the distribution.',
    resourceType: 'AWS::CloudFront::Distribution',
    configRules: ['CLOUDFRONT_VIEWER_POLICY_HTTPS'],
    controls: ['CloudFront.3'],
    services: ['cloudfront'],
    arn: 'arn:{partition}:cloudfront::{account}:distribution/{distribution}',
    home: { aws: 'us-east-1', 'aws-cn': 'cn-northwest-1' },
    configRecords: true,
  },
  {
    id: 'datasync-location-https',
    title: 'DataSync talks to object storage over HTTPS',
    summary:
      'Sets ServerProtocol to HTTPS, and ServerPort with it: 443 where it is 80, else the same port. Server, bucket, credentials, certificate and agents stay. Nothing that AWS shows tells whether the server speaks TLS, so it asks until the setting serverTls says that somebody has tried.',
    resourceType: 'AWS::DataSync::LocationObjectStorage',
    configRules: ['DATASYNC_LOCATION_OBJECT_STORAGE_USING_HTTPS'],
    controls: [],
    services: ['datasync'],
    arn: 'arn:{partition}:datasync:{region}:{account}:location/{location}',
    configRecords: true,
  },
  {
    id: 'dynamodb-table-tls-only',
    title: 'DynamoDB tables take requests over TLS only',
    summary:
      'Adds one Deny statement to the policy of a table that refuses every request to it and to its indexes over plain HTTP. An owner is always asked. Streams have policies of their own, which are not written, and their endpoints are others.',
    resourceType: 'AWS::DynamoDB::Table',
    configRules: [],
    controls: [],
    services: ['dynamodb'],
    arn: 'arn:{partition}:dynamodb:{region}:{account}:table/{table}',
    configRecords: true,
  },
  {
    id: 'ecr-repository-tls-only',
    title: 'Policies of ECR repositories refuse requests without TLS',
    summary:
      'Adds one Deny statement to the policy of a private repository that refuses every request over plain HTTP. The endpoints of ECR, those of its registry among them, take HTTPS only, so an owner is always asked. Lambda and other AWS services that pull images use HTTPS. Neither the policy of the registry nor templates are written: repositories that replication or a pull through cache makes later have the policy of their template.',
    resourceType: 'AWS::ECR::Repository',
    configRules: [],
    controls: [],
    services: ['ecr'],
    arn: 'arn:{partition}:ecr:{region}:{account}:repository/{repository}',
    configRecords: true,
  },
  {
    id: 'efs-file-system-tls-only',
    title: 'EFS file systems are mounted over TLS only',
    summary:
      'Adds one Deny statement to the file system policy that refuses clients that mount without TLS. Where there is no policy AWS lets in whoever reaches a mount target, and that ends with the first policy: a statement that says the same is put beside the Deny, and both go together when it is undone.',
    resourceType: 'AWS::EFS::FileSystem',
    configRules: [],
    controls: [],
    services: ['efs'],
    arn: 'arn:{partition}:elasticfilesystem:{region}:{account}:file-system/{fileSystem}',
    configRecords: true,
  },
  {
    id: 'elb-listener-tls-policy',
    title: 'Load balancer listeners use a recommended TLS policy',
    summary:
      'Changes the security policy of HTTPS and TLS listeners to one that is accepted and loses neither FIPS, post-quantum key exchange, forward secrecy nor TLS 1.3.',
    resourceType: 'AWS::ElasticLoadBalancingV2::Listener',
    configRules: ['ELBV2_PREDEFINED_SECURITY_POLICY_SSL_CHECK'],
    controls: ['ELB.17'],
    services: ['elasticloadbalancing'],
    arn: 'arn:{partition}:elasticloadbalancing:{region}:{account}:listener/{kind}/{name}/{balancer}/{id}',
    configRecords: true,
  },
  {
    id: 'eventbridge-bus-tls-only',
    title: 'Event buses take events over TLS only',
    summary:
      'Adds one Deny statement to the policy of an event bus that refuses putting events over plain HTTP. The endpoints of EventBridge take HTTPS only, so an owner is always asked. Events of AWS services, replays of archives and what rules deliver to targets are not decided by it. IAM knows no resources for changing the policy of a bus: the role that writes may change those of every bus in its account and Region.',
    resourceType: 'AWS::Events::EventBus',
    configRules: [],
    controls: [],
    services: ['eventbridge'],
    arn: 'arn:{partition}:events:{region}:{account}:event-bus/{bus}',
    configRecords: true,
  },
  {
    id: 'kinesis-stream-endpoint',
    title: 'Kinesis streams are reached over HTTPS only',
    summary:
      'Reads that the stream is there and says what AWS documents of its endpoints. Nothing is written: a policy that refuses plain HTTP would refuse nobody, and is not added where there is none.',
    resourceType: 'AWS::Kinesis::Stream',
    configRules: [],
    controls: [],
    services: ['kinesis'],
    arn: 'arn:{partition}:kinesis:{region}:{account}:stream/{stream}',
    configRecords: true,
  },
  {
    id: 'kms-key-tls-only',
    title: 'Key policies refuse requests without TLS',
    summary:
      'Adds one Deny statement to the key policy that refuses every request over plain HTTP, those that grants allow as well. The endpoints of KMS take HTTPS only, and the policy of a key is what lets anybody use it, so an owner is always asked. Keys that AWS manages and keys that wait for their deletion are left alone.',
    resourceType: 'AWS::KMS::Key',
    configRules: [],
    controls: [],
    services: ['kms'],
    arn: 'arn:{partition}:kms:{region}:{account}:key/{key}',
    configRecords: true,
  },
  {
    id: 'rds-instance-force-tls',
    title: 'RDS instances refuse connections without TLS',
    summary:
      'Sets rds.force_ssl or require_secure_transport in the parameter group of a PostgreSQL, MySQL, MariaDB or SQL Server instance; an instance with a default group gets a group of its own first. Never reboots and never sets off what the owner has queued.',
    resourceType: 'AWS::RDS::DBInstance',
    configRules: [
      'RDS_POSTGRES_INSTANCE_ENCRYPTED_IN_TRANSIT',
      'RDS_MYSQL_INSTANCE_ENCRYPTED_IN_TRANSIT',
      'RDS_MARIADB_INSTANCE_ENCRYPTED_IN_TRANSIT',
      'RDS_SQLSERVER_ENCRYPTED_IN_TRANSIT',
    ],
    controls: ['RDS.38', 'RDS.39', 'RDS.41', 'RDS.44'],
    services: ['rds'],
    arn: 'arn:{partition}:rds:{region}:{account}:db:{lower}',
    configRecords: true,
  },
  {
    id: 's3-bucket-tls-only',
    title: 'S3 buckets take requests over TLS only',
    summary:
      'Adds one Deny statement to the bucket policy that refuses every request over plain HTTP, and on demand a second one that refuses old TLS versions.',
    resourceType: 'AWS::S3::Bucket',
    configRules: ['S3_BUCKET_SSL_REQUESTS_ONLY'],
    controls: ['S3.5'],
    services: ['s3', 'cloudfront'],
    arn: 'arn:{partition}:s3:::{bucket}',
    configRecords: true,
  },
  {
    id: 'secretsmanager-secret-tls-only',
    title: 'Policies of secrets refuse requests without TLS',
    summary:
      'Adds one Deny statement to the policy of a secret that refuses every request over plain HTTP. The endpoints of Secrets Manager take HTTPS only, so an owner is always asked. Rotation functions and AWS services that read the secret use HTTPS. Neither the value of the secret nor its rotation is read or written.',
    resourceType: 'AWS::SecretsManager::Secret',
    configRules: [],
    controls: [],
    services: ['secretsmanager'],
    arn: 'arn:{partition}:secretsmanager:{region}:{account}:secret:{secret}',
    configRecords: true,
  },
  {
    id: 'ses-configuration-set-tls',
    title: 'SES configuration sets deliver mail over TLS only',
    summary:
      'Sets the TLS policy of the delivery options to REQUIRE and sends the other delivery options as they are. Always asks, because nothing tells beforehand which receivers offer no TLS.',
    resourceType: 'AWS::SES::ConfigurationSet',
    configRules: ['SES_SENDING_TLS_REQUIRED'],
    controls: ['SES.3'],
    services: ['ses'],
    arn: 'arn:{partition}:ses:{region}:{account}:configuration-set/{configurationset}',
    configRecords: true,
  },
  {
    id: 'sns-subscription-https',
    title: 'SNS delivers to web servers over HTTPS only',
    summary:
      'Finds subscriptions of the protocol http, and says how to subscribe the same server over HTTPS with the same filters, confirm that, and only then remove the old one. Waxseal does not do it: SNS fixes the protocol when a subscription is made, and the new one must be confirmed by its server.',
    resourceType: 'AWS::SNS::Subscription',
    configRules: [],
    controls: [],
    services: ['sns'],
    arn: 'arn:{partition}:sns:{region}:{account}:{topic}:{subscription}',
  },
  {
    id: 'sns-topic-tls-only',
    title: 'SNS topics take messages over TLS only',
    summary:
      'Adds one Deny statement to the topic policy that refuses publishing over plain HTTP; no other attribute of the topic is written. Calls that administer the topic are not refused by it, and how the topic delivers is decided by its subscriptions.',
    resourceType: 'AWS::SNS::Topic',
    configRules: [],
    controls: [],
    services: ['sns'],
    arn: 'arn:{partition}:sns:{region}:{account}:{topic}',
    configRecords: true,
  },
  {
    id: 'sqs-queue-tls-only',
    title: 'SQS queues take requests over TLS only',
    summary:
      'Adds one Deny statement to the queue policy that refuses every request over plain HTTP; no other attribute of the queue is written.',
    resourceType: 'AWS::SQS::Queue',
    configRules: [],
    controls: [],
    services: ['sqs'],
    arn: 'arn:{partition}:sqs:{region}:{account}:{queue}',
    configRecords: true,
  },
  {
    id: 'transfer-server-no-ftp',
    title: 'Transfer Family servers speak no FTP',
    summary:
      'Takes FTP out of the protocols of a server and leaves the others. A server that speaks FTP alone is not changed: it says what people have to add first. Always asks, because whoever transfers by FTP has to change the client. The server goes on running.',
    resourceType: 'AWS::Transfer::Server',
    configRules: ['TRANSFER_FAMILY_SERVER_NO_FTP'],
    controls: ['Transfer.2'],
    services: ['transfer'],
    arn: 'arn:{partition}:transfer:{region}:{account}:server/{server}',
    configRecords: true,
  },
  {
    id: 'transfer-server-tls-policy',
    title: 'Transfer Family servers use a recommended security policy',
    summary:
      'Changes the security policy of a server, which says what FTPS and SFTP are encrypted with, to one that is accepted and loses neither FIPS nor post-quantum key exchange. Compared is what the Region describes, as far as the server speaks it: suites of TLS for FTPS, algorithms of SSH for SFTP. Security policies of connectors are another matter.',
    resourceType: 'AWS::Transfer::Server',
    configRules: [],
    controls: [],
    services: ['transfer'],
    arn: 'arn:{partition}:transfer:{region}:{account}:server/{server}',
    configRecords: true,
  },
];

/** Each is loaded, and with it its SDK client, when it is first needed. */
export const remediations = {
  'alb-listener-https-redirect': () => import('./elbv2/remediations/alb-listener-https-redirect.ts'),
  'backup-vault-tls-only': () => import('./backup/remediations/backup-vault-tls-only.ts'),
  'cloudfront-minimum-tls': () => import('./cloudfront/remediations/cloudfront-minimum-tls.ts'),
  'cloudfront-origin-https': () => import('./cloudfront/remediations/cloudfront-origin-https.ts'),
  'cloudfront-origin-tls-protocols': () =>
    import('./cloudfront/remediations/cloudfront-origin-tls-protocols.ts'),
  'cloudfront-sni': () => import('./cloudfront/remediations/cloudfront-sni.ts'),
  'cloudfront-viewer-https': () => import('./cloudfront/remediations/cloudfront-viewer-https.ts'),
  'datasync-location-https': () => import('./datasync/remediations/datasync-location-https.ts'),
  'dynamodb-table-tls-only': () => import('./dynamodb/remediations/dynamodb-table-tls-only.ts'),
  'ecr-repository-tls-only': () => import('./ecr/remediations/ecr-repository-tls-only.ts'),
  'efs-file-system-tls-only': () => import('./efs/remediations/efs-file-system-tls-only.ts'),
  'elb-listener-tls-policy': () => import('./elbv2/remediations/elb-listener-tls-policy.ts'),
  'eventbridge-bus-tls-only': () => import('./eventbridge/remediations/eventbridge-bus-tls-only.ts'),
  'kinesis-stream-endpoint': () => import('./kinesis/remediations/kinesis-stream-endpoint.ts'),
  'kms-key-tls-only': () => import('./kms/remediations/kms-key-tls-only.ts'),
  'rds-instance-force-tls': () => import('./rds/remediations/rds-instance-force-tls.ts'),
  's3-bucket-tls-only': () => import('./s3/remediations/s3-bucket-tls-only.ts'),
  'secretsmanager-secret-tls-only': () =>
    import('./secretsmanager/remediations/secretsmanager-secret-tls-only.ts'),
  'ses-configuration-set-tls': () => import('./ses/remediations/ses-configuration-set-tls.ts'),
  'sns-subscription-https': () => import('./sns/remediations/sns-subscription-https.ts'),
  'sns-topic-tls-only': () => import('./sns/remediations/sns-topic-tls-only.ts'),
  'sqs-queue-tls-only': () => import('./sqs/remediations/sqs-queue-tls-only.ts'),
  'transfer-server-no-ftp': () => import('./transfer/remediations/transfer-server-no-ftp.ts'),
  'transfer-server-tls-policy': () => import('./transfer/remediations/transfer-server-tls-policy.ts'),
};

/** Everything that this build of Waxseal can remediate. */
export const catalog: Catalog = catalogOf({ listings, remediations, resources });
