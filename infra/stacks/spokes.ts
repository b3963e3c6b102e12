import { Aws, BootstraplessSynthesizer, CfnCondition, Fn, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import {
  evaluationsRole,
  forwardRole,
  readRole,
  readsAggregatorInHub,
  readsOrganizationIf,
  writeRoles,
} from '../access.ts';
import { needsFunction } from '../../src/guardrails/pack-text.ts';
import { deployedPack } from '../conformance-pack.ts';
import { evidenceRole } from '../evidence.ts';
import { eventRules } from '../event-rules.ts';
import { functionName, names } from '../names.ts';
import { writeActions } from '../grants.ts';
import { forwardDeadLetters } from '../queues.ts';
import { probeRole } from '../probe.ts';
import type { Settings } from '../settings.ts';
import { shelved, writeShelves } from '../shelves.ts';
import { notifyRole } from '../notifications.ts';
import type { Estate, Unit } from '../units.ts';
import {
  evaluatesParameter,
  externalIdParameter,
  hubAccountParameter,
  hubRegionParameter,
  organizationReadsParameter,
} from './parameters.ts';

/** No assets, no bootstrap, nothing but CloudFormation: fit for a StackSet. */
const plain = (scope: Construct, id: string, description: string): Stack =>
  new Stack(scope, id, { description, synthesizer: new BootstraplessSynthesizer() });

const busOf = (account: string, region: string): string =>
  `arn:${Aws.PARTITION}:events:${region}:${account}:event-bus/${names.bus}`;

/** Once in each account, in any one Region: roles are global, and a second one would collide by name. */
export const spokeGlobal = (
  scope: Construct,
  estate: Estate,
  mode: Settings['mode'],
  settings: Pick<Settings, 'trail' | 'notify' | 'evidence' | 'probe'>,
): Stack => {
  const readOnly = mode === 'dry-run';
  const stack = plain(
    scope,
    readOnly ? 'waxseal-spoke-global-dry-run' : 'waxseal-spoke-global',
    `Waxseal: the hub reads this account (${readOnly ? 'dry-run' : 'and says what was verified'})`,
  );
  const account = hubAccountParameter(stack);
  const region = hubRegionParameter(stack);
  const hub = { account, externalId: externalIdParameter(stack) };
  const role = readRole(stack, estate, hub, settings);
  readsAggregatorInHub(stack, role, hub);
  readsOrganizationIf(stack, role, organizationReadsParameter(stack));
  notifyRole(stack, { mode, notify: settings.notify }, hub);
  evidenceRole(stack, settings, hub);
  probeRole(stack, { mode, probe: settings.probe }, hub);
  evaluationsRole(stack, hub);
  forwardRole(stack, busOf(account, region));
  return stack;
};

/**
 * The hub's function, for custom rules of this account. A rule calls a function of its own Region, and only when that
 * allows the account: so in the hub's Region, and where whoever deploys says that it does. Elsewhere the sweep looks.
 */
const evaluatesHere = (stack: Stack, units: readonly Unit[]): string => {
  if (!needsFunction(units)) return '';
  const account = hubAccountParameter(stack);
  const region = hubRegionParameter(stack);
  const here = new CfnCondition(stack, 'EvaluatesInRegion', {
    expression: Fn.conditionAnd(
      Fn.conditionEquals(evaluatesParameter(stack), 'yes'),
      Fn.conditionEquals(Aws.REGION, region),
    ),
  });
  const name = functionName('evaluate');
  const arn = `arn:${Aws.PARTITION}:lambda:${region}:${account}:function:${name}`;
  return Token.asString(Fn.conditionIf(here.logicalId, arn, ''));
};

/**
 * Where Waxseal may write: in the same account and Region as `spokeGlobal`, after it. Roles of so many services do not fit
 * into one template that is given in a call, so there is one for each shelf that has any.
 */
export const spokeWrites = (scope: Construct, estate: Estate): readonly Stack[] =>
  shelved(writeShelves, writeActions(estate.units), ([service]) => service).map(([shelf, writing]) => {
    const stack = plain(
      scope,
      `waxseal-spoke-write-${shelf}`,
      `Waxseal: roles by which the hub writes in this account (services from ${shelf.replace('-', ' to ')})`,
    );
    const hub = { account: hubAccountParameter(stack), externalId: externalIdParameter(stack) };
    writeRoles(stack, writing, estate, hub);
    return stack;
  });

/**
 * In every Region of every account, and always in us-east-1, where global services report: straight to the hub, because
 * EventBridge does not forward a received event to a third account.
 */
export const spokeRegional = (scope: Construct, units: readonly Unit[]): Stack => {
  const stack = plain(scope, 'waxseal-spoke-regional', 'Waxseal: sends findings of this Region to the hub');
  const account = hubAccountParameter(stack);
  const region = hubRegionParameter(stack);
  eventRules(stack, units, {
    target: {
      arn: busOf(account, region),
      roleArn: `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/${names.forwardRole}`,
      deadLetterArn: forwardDeadLetters(stack).queueArn,
    },
  });
  return stack;
};

/**
 * The rules that find, in the Regions where nobody else has them. A template of its own: the pack is nearly as long as a template
 * that is given in a call may be, and a Region without conformance packs is one where it is not deployed.
 */
export const spokePack = (scope: Construct, units: readonly Unit[]): Stack => {
  const stack = plain(scope, 'waxseal-spoke-pack', 'Waxseal: rules of AWS Config for what it remediates');
  deployedPack(stack, units, evaluatesHere(stack, units));
  return stack;
};
