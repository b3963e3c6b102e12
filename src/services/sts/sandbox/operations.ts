import type { Operation, Operations } from '../../../sandbox/world.ts';

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
const getCallerIdentity: Operation<object> = (world, _input, { caller }) => ({
  world,
  output: {
    Account: caller.split(':')[4] ?? world.account,
    Arn: caller,
    UserId: `AROASANDBOX:${caller.slice(caller.lastIndexOf('/') + 1)}`,
  },
});

export const sts: Operations = { GetCallerIdentity: getCallerIdentity };
