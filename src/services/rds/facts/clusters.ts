import { parseArn } from '../../../aws/arn.ts';

/** `arn:aws:rds:eu-west-1:111122223333:cluster:orders` → `orders`; `undefined` for anything else. */
export const clusterNameOf = (arn: string): string | undefined => {
  const parsed = parseArn(arn);
  const [kind, name, ...more] = parsed?.resource.split(':') ?? [];
  return parsed?.service === 'rds' && kind === 'cluster' && more.length === 0 && name ? name : undefined;
};

/** What AWS Config names a cluster by; it stays the same when the cluster is renamed. */
export const isClusterId = (text: string): boolean => /^cluster-[A-Z0-9]{20,}$/.test(text);

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html */
export const isClusterName = (text: string): boolean => /^[A-Za-z](?:-?[A-Za-z0-9]){0,62}$/.test(text);

/** RDS answers the clusters of all three services. `undefined`: an engine that nobody knows here. */
export const serviceOf = (engine: string): 'rds' | 'docdb' | 'neptune' | undefined => {
  if (engine === 'docdb' || engine === 'neptune') return engine;
  return /^(?:aurora|aurora-mysql|aurora-postgresql|mysql|postgres)$/.test(engine) ? 'rds' : undefined;
};
