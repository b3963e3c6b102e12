import type { Question } from '../../core/model/evidence.ts';
import type { Metric } from './metrics.ts';

/** `orders` of `arn:aws:rds:eu-west-1:111122223333:db:orders`. */
const instanceOf = (arn: string): string | undefined => /^arn:[^:]+:rds:[^:]+:\d+:db:([^:]+)$/.exec(arn)?.[1];

/**
 * Connections of a DB instance: told each minute while it runs, also when there are none.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html
 */
export const databaseMetrics = ({ ask, of }: Question): readonly Metric[] => {
  const id = ask === 'plaintext-connections' ? instanceOf(of) : undefined;
  if (id === undefined) return [];
  return [
    {
      namespace: 'AWS/RDS',
      name: 'DatabaseConnections',
      dimensions: { DBInstanceIdentifier: id },
      statistic: 'Average',
      counts: 'traffic',
      alongside: [],
    },
  ];
};
