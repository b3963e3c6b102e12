import * as z from 'zod/mini';

/** https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_TrafficRoute.html: one listener at most. */
const route = z.strictObject({ listenerArns: z.array(z.string()).check(z.maxLength(1)) });
const pair = z.strictObject({
  targetGroups: z._default(z.array(z.strictObject({ name: z.string() })), []),
  prodTrafficRoute: z.optional(route),
  testTrafficRoute: z.optional(route),
});

/** CodeDeploy of the account, as account files carry it. */
export const codeDeployRecords = z.strictObject({
  Applications: z._default(
    z.array(
      z.strictObject({
        applicationName: z.string(),
        computePlatform: z._default(z.enum(['ECS', 'Lambda', 'Server']), 'ECS'),
      }),
    ),
    [],
  ),
  DeploymentGroups: z._default(
    z.array(
      z.strictObject({
        applicationName: z.string(),
        deploymentGroupName: z.string(),
        loadBalancerInfo: z.optional(
          z.strictObject({ targetGroupPairInfoList: z._default(z.array(pair), []) }),
        ),
      }),
    ),
    [],
  ),
});
export type CodeDeploy = z.output<typeof codeDeployRecords>;
