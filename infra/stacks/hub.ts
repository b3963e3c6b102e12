import { Aws, CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { eventRules } from '../event-rules.ts';
import { hubBus } from '../hub-bus.ts';
import { names } from '../names.ts';
import { operator } from '../operator.ts';
import type { Settings } from '../settings.ts';
import type { Unit } from '../units.ts';
import { externalIdParameter, organizationParameter } from './parameters.ts';

/** The account and Region where Waxseal runs for an organization; one for each partition. */
export const hub = (scope: Construct, units: readonly Unit[], settings: Settings): Stack => {
  const stack = new Stack(scope, 'waxseal-hub', {
    description: 'Waxseal hub: keeps the traffic of an organization encrypted in transit',
    terminationProtection: true,
  });
  const organization = organizationParameter(stack);
  const externalId = externalIdParameter(stack);
  const { events, dead } = operator(stack, settings, { externalId, reach: { organization } });
  const bus = hubBus(stack, organization, dead.queueArn);
  eventRules(stack, units, { bus: bus.ref, target: { arn: events.queueArn, deadLetterArn: dead.queueArn } });
  new CfnOutput(stack, 'HubAccount', { value: Aws.ACCOUNT_ID });
  new CfnOutput(stack, 'HubRegion', { value: Aws.REGION });
  new CfnOutput(stack, 'BusName', { value: names.bus });
  return stack;
};
