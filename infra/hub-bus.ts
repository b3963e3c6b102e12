import { aws_events as events, Aws } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { names } from './names.ts';

/**
 * Where every account and Region of the organization sends its findings. They may only come by the forwarding role that
 * our own template makes. (Nobody can send events that claim to come from AWS: `PutEvents` refuses a `source` that
 * begins with `aws.`. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html)
 */
export const hubBus = (scope: Construct, organization: string, deadLetterArn: string): events.CfnEventBus => {
  const bus = new events.CfnEventBus(scope, 'Bus', {
    name: names.bus,
    description: 'Findings about encryption in transit, from the whole organization',
    deadLetterConfig: { arn: deadLetterArn },
  });
  const busArn = `arn:${Aws.PARTITION}:events:${Aws.REGION}:${Aws.ACCOUNT_ID}:event-bus/${names.bus}`;
  new events.CfnEventBusPolicy(scope, 'BusPolicy', {
    eventBusName: bus.ref,
    statementId: 'organization',
    statement: {
      Sid: 'organization',
      Effect: 'Allow',
      Principal: '*',
      Action: 'events:PutEvents',
      Resource: busArn,
      Condition: {
        StringEquals: { 'aws:PrincipalOrgID': organization },
        ArnLike: { 'aws:PrincipalArn': `arn:${Aws.PARTITION}:iam::*:role/${names.forwardRole}` },
      },
    },
  });
  return bus;
};
