import { aws_iam as iam, Aws, CfnCondition, Fn } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { keepsBoundary } from './boundaries.ts';
import {
  aggregatorReads,
  grantsFor,
  organizationReads,
  readActions,
  type Additional,
  type Grant,
} from './grants.ts';
import { functionName, functionNames, names, writingFunctions, type FunctionName } from './names.ts';
import { readShelves, shelved } from './shelves.ts';
import type { Estate } from './units.ts';

/** This account in every Region, as `Fn::Sub` says it: IAM roles are global. */
const here = { partition: '${AWS::Partition}', account: '${AWS::AccountId}', region: '*' };

/** One text each, where `Fn::Join` would have five parts: there are hundreds of them, and a template may not be long. */
const substituted = ({ Resource, ...grant }: Grant) => ({
  ...grant,
  Resource: Resource.map((arn) => (arn.includes('${AWS::') ? Fn.sub(arn) : arn)),
});

const documentOf = (grants: readonly Grant[]): iam.PolicyDocument =>
  iam.PolicyDocument.fromJson({ Version: '2012-10-17', Statement: grants.map(substituted) });

export interface Hub {
  /** The account whose functions may come in. */
  readonly account: string;
  readonly externalId: string;
}

/**
 * Only the hub's own functions, by name, and only when they bring the external id. The account is the principal and
 * not the roles themselves: a template must not fail, nor trust a deleted role's successor less, because of the order in
 * which accounts are deployed. https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export const onlyFunctionsOf = (
  { account, externalId }: Hub,
  functions: readonly FunctionName[] = writingFunctions,
): iam.IPrincipal =>
  new iam.AccountPrincipal(account).withConditions({
    StringEquals: { 'sts:ExternalId': externalId },
    ArnEquals: {
      'aws:PrincipalArn': functions.map(
        (name) => `arn:${Aws.PARTITION}:iam::${account}:role/${functionName(name)}`,
      ),
    },
  });

/** `el-ez` → `ElEz`, for a logical id. */
export const capitalised = (words: string): string =>
  words
    .split('-')
    .map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
    .join('');

/** The role that every look assumes. Get, Describe and List of what remediations and resources declare. */
export const readRole = (
  scope: Construct,
  { units, scopes }: Estate,
  hub: Hub,
  additional: Additional,
): iam.Role => {
  const policies = shelved(readShelves, readActions(units, additional), (action) => action).map(
    ([shelf, actions]) =>
      new iam.ManagedPolicy(scope, `ReadPolicy${capitalised(shelf)}`, {
        managedPolicyName: `${names.readRole}-${shelf}`,
        description: `What Waxseal reads of services from ${shelf.replace('-', ' to ')}.`,
        document: documentOf(grantsFor(actions, here, scopes)),
      }),
  );
  return new iam.Role(scope, 'ReadRole', {
    roleName: names.readRole,
    description: 'Waxseal looks at resources with it. Reads only.',
    assumedBy: onlyFunctionsOf(hub, functionNames),
    managedPolicies: policies,
  });
};

const aggregatorPolicy = (scope: Construct, { roleName }: iam.Role): iam.CfnPolicy =>
  new iam.CfnPolicy(scope, 'ReadAggregator', {
    policyName: 'aggregator',
    policyDocument: documentOf(grantsFor(aggregatorReads, here)),
    roles: [roleName],
  });

/** Asking an aggregator, for the read role of a deployment that has one. */
export const readsAggregator = (scope: Construct, role: iam.Role): void => void aggregatorPolicy(scope, role);

/** The same where the template is deployed in every account, and only the hub's own has an aggregator. */
export const readsAggregatorInHub = (scope: Construct, role: iam.Role, hub: Hub): void => {
  const inHub = new CfnCondition(scope, 'IsHub', {
    expression: Fn.conditionEquals(Aws.ACCOUNT_ID, hub.account),
  });
  aggregatorPolicy(scope, role).cfnOptions.condition = inHub;
};

/**
 * AWS Organizations answers in the management account only, or where it is delegated to. The template is the same in
 * every account, so whoever deploys it there says so.
 */
export const readsOrganizationIf = (scope: Construct, role: iam.Role, wanted: string): void => {
  const asked = new CfnCondition(scope, 'ReadsOrganization', {
    expression: Fn.conditionEquals(wanted, 'yes'),
  });
  const policy = new iam.CfnPolicy(scope, 'ReadOrganization', {
    policyName: 'organization',
    policyDocument: documentOf(grantsFor(organizationReads, here)),
    roles: [role.roleName],
  });
  policy.cfnOptions.condition = asked;
};

/** Services and what changing their resources needs. */
export type Writing = Iterable<readonly [service: string, actions: readonly string[]]>;

/**
 * One role for each service whose resources are fixed. The boundary says the same as the policy: whoever widens the
 * role later, by hand or by mistake, does not widen what it may do.
 */
export const writeRoles = (
  scope: Construct,
  writing: Writing,
  { scopes }: Estate,
  hub: Hub,
): readonly iam.Role[] =>
  [...writing].map(([service, actions]) => {
    const grants = grantsFor(actions, here, scopes);
    const id = capitalised(service);
    const boundary = new iam.ManagedPolicy(scope, `WriteBoundary${id}`, {
      managedPolicyName: `${names.writeRole}${service}-boundary`,
      description: `The most that Waxseal may ever change in ${service}.`,
      document: documentOf(grants),
    });
    const role = new iam.Role(scope, `WriteRole${id}`, {
      roleName: `${names.writeRole}${service}`,
      description: `Waxseal changes ${service} with it, in sessions cut to one resource.`,
      assumedBy: onlyFunctionsOf(hub),
      permissionsBoundary: boundary,
      inlinePolicies: { change: documentOf(grants) },
    });
    keepsBoundary(role, boundary);
    return role;
  });

/** Puts evaluations of custom rules of this account: AWS Config takes them only from the rule's own account. */
export const evaluationsRole = (scope: Construct, hub: Hub): iam.Role =>
  new iam.Role(scope, 'EvaluationsRole', {
    roleName: names.evaluationsRole,
    description: 'Waxseal says with it what the custom rules of this account were evaluated to.',
    assumedBy: onlyFunctionsOf(hub, ['evaluate']),
    inlinePolicies: {
      put: documentOf([{ Effect: 'Allow', Action: ['config:PutEvaluations'], Resource: ['*'] }]),
    },
  });

/** EventBridge's own role for taking events from the rules of this account to the hub's bus. */
export const forwardRole = (scope: Construct, busArn: string): iam.Role =>
  new iam.Role(scope, 'ForwardRole', {
    roleName: names.forwardRole,
    description: 'EventBridge sends findings about this account to the Waxseal hub with it.',
    assumedBy: new iam.ServicePrincipal('events.amazonaws.com').withConditions({
      StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
      ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:events:*:${Aws.ACCOUNT_ID}:rule/waxseal-*` },
    }),
    inlinePolicies: {
      forward: documentOf([{ Effect: 'Allow', Action: ['events:PutEvents'], Resource: [busArn] }]),
    },
  });
