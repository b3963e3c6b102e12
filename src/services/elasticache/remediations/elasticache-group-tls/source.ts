import { inCdk, inCloudFormation, inTerraform } from '../../../../aws/source-properties.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';

/** The same where the group is described. Terraform waits for the maintenance window unless it is told not to, and AWS refuses that. */
export const source = ({ after }: Pick<Change, 'after'>, { id }: Pick<Target, 'id'>): Source => {
  const isOn = after !== 'off';
  const properties = [
    {
      cloudformation: 'TransitEncryptionEnabled',
      terraform: 'transit_encryption_enabled',
      value: isOn,
    },
    ...(isOn
      ? [
          {
            cloudformation: 'TransitEncryptionMode',
            terraform: 'transit_encryption_mode',
            value: String(after),
          },
        ]
      : []),
  ];
  return {
    cloudformation: [
      `# In the AWS::ElastiCache::ReplicationGroup ${id}:`,
      ...inCloudFormation(properties),
    ].join('\n'),
    cdk: [`// In the elasticache.CfnReplicationGroup ${id}:`, ...inCdk(properties)].join('\n'),
    terraform: [
      `# In the aws_elasticache_replication_group ${id}; AWS takes it at once or not at all:`,
      ...inTerraform([...properties, { cloudformation: '', terraform: 'apply_immediately', value: true }]),
    ].join('\n'),
  };
};
