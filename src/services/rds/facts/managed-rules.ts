/** Taipei, Malaysia, New Zealand, Thailand, Mexico. */
const newest = ['ap-east-2', 'ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7', 'mx-central-1'];
const newestAndCalgary = { regions: { lacking: [...newest, 'ca-west-1'] } };

/**
 * Where AWS Config has the rules about instances and clusters.
 * https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html
 */
export const managedRules = {
  RDS_MARIADB_INSTANCE_ENCRYPTED_IN_TRANSIT: newestAndCalgary,
  RDS_MYSQL_INSTANCE_ENCRYPTED_IN_TRANSIT: newestAndCalgary,
  RDS_POSTGRES_INSTANCE_ENCRYPTED_IN_TRANSIT: newestAndCalgary,
  RDS_SQLSERVER_ENCRYPTED_IN_TRANSIT: { regions: { lacking: newest } },
};

export const docdbRules = {
  // As the control has it: by itself the rule takes `enabled`, and with it TLS 1.0, for good.
  DOCDB_CLUSTER_ENCRYPTED_IN_TRANSIT: {
    regions: {
      lacking: [
        'af-south-1',
        'ap-east-2',
        'ap-northeast-3',
        'ap-southeast-3',
        'ap-southeast-4',
        'ap-southeast-6',
        'ca-west-1',
        'eu-central-2',
        'eu-north-1',
        'eu-south-2',
        'il-central-1',
        'me-south-1',
        'us-west-1',
      ],
    },
    parameters: { excludeTlsParameters: 'disabled,enabled' },
  },
};
