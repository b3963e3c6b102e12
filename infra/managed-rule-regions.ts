/** Taipei, Malaysia, New Zealand, Thailand, Mexico. */
const newest = ['ap-east-2', 'ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7', 'mx-central-1'];

/**
 * Regions in which AWS Config has no such managed rule, as the rule's page says ("All supported AWS regions except …").
 * AWS Config refuses a pack with a rule that a Region lacks, and CloudFormation then rolls back the stack around it. AWS
 * shortens these lists over time. Where it is not clear which page is the newest, the longer list stands: a rule too few
 * keeps nothing else out, and the sweep says it (`no-rule`).
 * https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html
 */
export const rulesLacking: Readonly<Record<string, readonly string[]>> = {
  ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK: [],
  ELBV2_PREDEFINED_SECURITY_POLICY_SSL_CHECK: [
    'ap-south-2',
    'ap-southeast-4',
    'ca-west-1',
    'eu-central-2',
    'eu-south-2',
    'me-central-1',
  ],
  RDS_MARIADB_INSTANCE_ENCRYPTED_IN_TRANSIT: [...newest, 'ca-west-1'],
  RDS_MYSQL_INSTANCE_ENCRYPTED_IN_TRANSIT: [...newest, 'ca-west-1'],
  RDS_POSTGRES_INSTANCE_ENCRYPTED_IN_TRANSIT: [...newest, 'ca-west-1'],
  RDS_SQLSERVER_ENCRYPTED_IN_TRANSIT: newest,
  S3_BUCKET_SSL_REQUESTS_ONLY: [],
};

/**
 * Rules about global services: AWS Config has them in these Regions alone ("Only available in …"), in other partitions not
 * at all.
 * https://docs.aws.amazon.com/config/latest/developerguide/cloudfront-viewer-policy-https.html
 */
export const rulesOnlyIn: Readonly<Record<string, readonly string[]>> = {
  CLOUDFRONT_VIEWER_POLICY_HTTPS: ['us-east-1'],
};
