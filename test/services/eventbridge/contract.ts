import type { Contract } from '../../kit/contract.ts';
import { statementContract } from '../../kit/statement-contract.ts';
import { statementsIn } from '../../kit/statements.ts';
import { turnedPolicy } from '../../kit/turned-policy.ts';
import { seed } from './seed.ts';

/** What the tests must know of each event bus. Every member: `test/kit/contract.ts`. */
export const contract: Contract = {
  prefix: 'events',
  ...statementContract({
    type: 'AWS::Events::EventBus',
    remediation: 'eventbridge-bus-tls-only',
    at: 'eventbridge.EventBuses',
    holders: ({ eventbridge: { EventBuses } }) =>
      EventBuses.map(({ Name: name, Arn: arn, Policy: policy }) => ({ name, arn, policy })),
    actions: ['events:PutEvents'],
    allowed: 'events:PutEvents',
    reads: 'events:DescribeEventBus',
    put: ({ name: EventBusName }, Policy) => ({
      operation: 'events:PutPermission',
      input: { EventBusName, Policy },
    }),
    remove: ({ name: EventBusName }) => ({
      operation: 'events:RemovePermission',
      input: { EventBusName, RemoveAllPermissions: true },
    }),
    // Much around what is changed: nothing of it may become otherwise.
    scene: {
      target: 'orders',
      account: {
        eventbridge: {
          EventBuses: [
            {
              Name: 'orders',
              Tags: { team: 'shop' },
              Policy: {
                Version: '2012-10-17',
                Statement: [
                  {
                    Sid: 'Shops',
                    Effect: 'Allow',
                    Principal: '*',
                    Action: 'events:PutEvents',
                    Resource: 'arn:aws:events:eu-west-1:111122223333:event-bus/orders',
                    Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } },
                  },
                ],
              },
            },
            { Name: 'default', Tags: { team: 'shop' } },
          ],
        },
      },
    },
  }),

  sets: {
    'events:ListEventBuses': 'EventBuses',
    'events:ListTagsForResource': 'Tags',
    'events:DescribeEventBus': turnedPolicy('Policy'),
  },
  unpaged: ['events:ListTagsForResource'],
  seed,
  globalNames: ({ eventbridge: { EventBuses } }) => EventBuses.map(({ Name }) => Name),
  named: {
    EventBusName: (name, { partition, region, account }) =>
      `arn:${partition}:events:${region}:${account}:event-bus/${name}`,
  },
  // An answer that names the bus and has no policy says that there is none: EventBridge has no other way to say it.
  asGood: ({ operation, input }) => {
    const all = statementsIn(Object(input).Policy);
    const [ours] = all;
    return operation === 'events:PutPermission' && all.length === 1 && Object(ours).Sid === 'WaxsealTlsOnly';
  },
  withoutEvidence: {
    'eventbridge-bus-tls-only': {
      not: 'The endpoints take HTTPS only: no record could show a request without it.',
    },
  },
  resolvedBy: [],
  aims: {
    'AWS::Events::EventBus': [
      {
        partition: 'aws',
        account: '111122223333',
        region: 'eu-west-1',
        arn: 'arn:aws:events:eu-west-1:111122223333:event-bus/orders',
        changes: [],
      },
    ],
  },
};
