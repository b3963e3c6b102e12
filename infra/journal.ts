import { aws_dynamodb as dynamodb, RemovalPolicy } from 'aws-cdk-lib';
import type { aws_kms as kms } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { journalNames } from '../src/adapters/journal/dynamodb-table.ts';

const text = (name: string): dynamodb.Attribute => ({ name, type: dynamodb.AttributeType.STRING });

/** Where everything that Waxseal decided and did is written down. Outlives its stack. */
export const journal = (scope: Construct, key: kms.IKey | undefined): dynamodb.Table => {
  const table = new dynamodb.Table(scope, 'Journal', {
    partitionKey: text(journalNames.hash),
    sortKey: text(journalNames.range),
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
    ...(key && { encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED, encryptionKey: key }),
  });
  table.addGlobalSecondaryIndex({
    indexName: journalNames.index,
    partitionKey: text(journalNames.due),
    sortKey: text(journalNames.dueAt),
    projectionType: dynamodb.ProjectionType.KEYS_ONLY,
  });
  return table;
};
