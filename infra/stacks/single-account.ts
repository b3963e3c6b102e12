import { Aws, Fn, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { readRole, readsAggregator, writeRoles } from '../access.ts';
import { deployedPack } from '../conformance-pack.ts';
import { evidenceRole } from '../evidence.ts';
import { eventRules } from '../event-rules.ts';
import { writeActions } from '../grants.ts';
import { operator } from '../operator.ts';
import type { Settings } from '../settings.ts';
import { notifyRole } from '../notifications.ts';
import { probeRole } from '../probe.ts';
import type { Estate } from '../units.ts';

/** One account in one Region, complete: what runs, the roles it uses, and the rules that feed it. */
export const singleAccount = (scope: Construct, estate: Estate, settings: Settings): Stack => {
  const stack = new Stack(scope, 'waxseal', {
    description: 'Waxseal: keeps the traffic of this account encrypted in transit',
    terminationProtection: true,
  });
  // The stack's own UUID: nothing to choose, and another deployment's functions do not have it.
  const externalId = Fn.select(2, Fn.split('/', Aws.STACK_ID));
  const { events, dead, evaluate, evaluates } = operator(stack, settings, {
    externalId,
    reach: { account: Aws.ACCOUNT_ID },
  });
  const hub = { account: Aws.ACCOUNT_ID, externalId };
  const role = readRole(stack, estate, hub, settings);
  if (settings.aggregator !== undefined) readsAggregator(stack, role);
  if (settings.mode === 'write') writeRoles(stack, writeActions(estate.units), estate, hub);
  notifyRole(stack, settings, hub);
  evidenceRole(stack, settings, hub);
  probeRole(stack, settings, hub);
  eventRules(stack, estate.units, { target: { arn: events.queueArn, deadLetterArn: dead.queueArn } });
  if (settings.conformancePack) deployedPack(stack, estate.units, evaluates).node.addDependency(evaluate);
  return stack;
};
