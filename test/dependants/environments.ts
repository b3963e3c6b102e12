const cluster = 'arn:aws:ecs:eu-west-1:111122223333:cluster/shop';

const secret = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/settings-AbCdEf';

/** A Lambda function and a service of ECS that were told this, and two that keep what they were told in a secret. */
export const environmentsWith = (value: string) => ({
  lambda: {
    Functions: [
      { FunctionName: 'resize', Environment: { Variables: { ADDRESS: value } } },
      { FunctionName: 'thumbnail', Environment: { Variables: { ADDRESS: 'elsewhere.example.com' } } },
      { FunctionName: 'nightly', Environment: { Variables: { ADDRESS: secret } } },
    ],
  },
  ecs: {
    TaskDefinitions: [
      {
        family: 'web',
        containerDefinitions: [
          {
            name: 'app',
            environment: [{ name: 'ADDRESS', value }],
            secrets: [
              { name: 'PASSWORD', valueFrom: `${secret}:password::` },
              { name: 'OTHER', valueFrom: `${secret}:host::` },
            ],
          },
        ],
      },
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
