import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { unless } from '../../../../aws/error-names.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';

/** What state the table is in, and where else it is. */
export interface Around {
  /** As DynamoDB says it; it may have more than today's. */
  readonly status: string;
  /** A global table of the version from before, whose replicas take no policies. */
  readonly isLegacy: boolean;
  /** Other Regions that have a replica of it, sorted. */
  readonly replicas: readonly string[];
}

export const around = async (_policy: unknown, target: Target, aws: Aws): Promise<Around> => {
  const asking = aws.use(DynamoDBClient).send(new DescribeTableCommand({ TableName: target.id }));
  const { Table } = (await unless('ResourceNotFoundException', undefined, asking)) ?? {};
  const regions = (Table?.Replicas ?? []).flatMap(({ RegionName }) => RegionName ?? []);
  return {
    status: Table?.TableStatus ?? '',
    isLegacy: Table?.GlobalTableVersion === '2017.11.29',
    replicas: regions.filter((region) => region !== target.region).toSorted(),
  };
};
