const cluster = 'arn:aws:ecs:eu-west-1:111122223333:cluster/shop';

/** A Lambda function and a service of ECS that were told this. */
export const environmentsWith = (value: string) => ({
  lambda: {
    Functions: [
      { FunctionName: 'resize', Environment: { Variables: { ADDRESS: value } } },
      { FunctionName: 'thumbnail', Environment: { Variables: { ADDRESS: 'elsewhere.example.com' } } },
    ],
  },
  ecs: {
    TaskDefinitions: [
      { family: 'web', containerDefinitions: [{ name: 'app', environment: [{ name: 'ADDRESS', value }] }] },
    ],
    Services: [
      {
        serviceArn: 'arn:aws:ecs:eu-west-1:111122223333:service/shop/web',
        serviceName: 'web',
        clusterArn: cluster,
        taskDefinition: 'arn:aws:ecs:eu-west-1:111122223333:task-definition/web:1',
      },
    ],
  },
});
