import type { Service } from '@aws-sdk/client-ecs';

/**
 * The revisions that a service runs, or goes over to: while a deployment is under way there are two or more.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html
 */
export const revisionsOf = ({
  status,
  taskDefinition,
  deployments = [],
  taskSets = [],
}: Service): readonly string[] => {
  if (status === 'INACTIVE') return [];
  const all = [taskDefinition, ...[...deployments, ...taskSets].map((one) => one.taskDefinition)];
  return [...new Set(all.filter((arn) => arn !== undefined))];
};
