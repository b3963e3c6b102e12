import * as z from 'zod/mini';

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AdvancedConfiguration.html */
const balancer = z.strictObject({
  targetGroupArn: z.optional(z.string()),
  containerName: z.optional(z.string()),
  containerPort: z.optional(z.number()),
  advancedConfiguration: z.optional(
    z.strictObject({
      alternateTargetGroupArn: z.optional(z.string()),
      productionListenerRule: z.optional(z.string()),
      testListenerRule: z.optional(z.string()),
      roleArn: z.optional(z.string()),
    }),
  ),
});
const balancers = z._default(z.array(balancer), []);

const service = z.strictObject({
  serviceArn: z.string(),
  serviceName: z.string(),
  clusterArn: z.string(),
  status: z._default(z.enum(['ACTIVE', 'DRAINING', 'INACTIVE']), 'ACTIVE'),
  loadBalancers: balancers,
  taskSets: z._default(z.array(z.strictObject({ id: z.string(), loadBalancers: balancers })), []),
  deploymentController: z.optional(z.strictObject({ type: z.enum(['ECS', 'CODE_DEPLOY', 'EXTERNAL']) })),
  deploymentConfiguration: z.optional(
    z.strictObject({ strategy: z.enum(['ROLLING', 'BLUE_GREEN', 'LINEAR', 'CANARY']) }),
  ),
});

/** ECS of the account, as account files carry it: clusters are those that services name, and those named here. */
export const ecsRecords = z.strictObject({
  Clusters: z._default(z.array(z.strictObject({ clusterArn: z.string() })), []),
  Services: z._default(z.array(service), []),
});
export type Ecs = z.output<typeof ecsRecords>;
