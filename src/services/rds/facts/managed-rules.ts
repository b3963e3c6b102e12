/** Taipei, Malaysia, New Zealand, Thailand, Mexico. */
const newest = ['ap-east-2', 'ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7', 'mx-central-1'];
const newestAndCalgary = { regions: { lacking: [...newest, 'ca-west-1'] } };

/**
 * Where AWS Config has the rules about instances.
 * https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html
 */
export const managedRules = {
  RDS_MARIADB_INSTANCE_ENCRYPTED_IN_TRANSIT: newestAndCalgary,
  RDS_MYSQL_INSTANCE_ENCRYPTED_IN_TRANSIT: newestAndCalgary,
  RDS_POSTGRES_INSTANCE_ENCRYPTED_IN_TRANSIT: newestAndCalgary,
  RDS_SQLSERVER_ENCRYPTED_IN_TRANSIT: { regions: { lacking: newest } },
};
