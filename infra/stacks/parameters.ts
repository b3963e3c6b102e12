import { CfnParameter } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Asked for at deployment, so that one template fits every organization. */
export const externalIdParameter = (scope: Construct): string =>
  new CfnParameter(scope, 'ExternalId', {
    description: 'The same random text in the hub and in every account. Not a secret, but not to be guessed.',
    allowedPattern: '^[A-Za-z0-9-]{16,64}$',
    constraintDescription: '16 to 64 letters, digits and hyphens, such as a UUID',
  }).valueAsString;

export const organizationParameter = (scope: Construct): string =>
  new CfnParameter(scope, 'OrganizationId', {
    description: 'Only accounts of this organization may send findings, and only in them are roles assumed.',
    allowedPattern: '^o-[a-z0-9]{10,32}$',
    constraintDescription: 'o- and 10 to 32 lower-case letters and digits',
  }).valueAsString;

export const hubAccountParameter = (scope: Construct): string =>
  new CfnParameter(scope, 'HubAccount', {
    description: 'The account whose Waxseal functions may look, and change what they are allowed to.',
    allowedPattern: '^[0-9]{12}$',
    constraintDescription: '12 digits',
  }).valueAsString;

/** `yes` or `no`. */
export const organizationReadsParameter = (scope: Construct): string =>
  new CfnParameter(scope, 'OrganizationReads', {
    description:
      'yes in the management account, when the policy exempts by organizational unit: its read role may then ask where accounts stand.',
    allowedValues: ['yes', 'no'],
    default: 'no',
  }).valueAsString;

/** `yes` or `no`. */
export const evaluatesParameter = (scope: Construct): string =>
  new CfnParameter(scope, 'EvaluatesHere', {
    description:
      'yes when the hub has the account under its setting evaluates and was deployed with LambdaConcurrency=1000: its function then evaluates custom rules of the account, in the Region of the hub.',
    allowedValues: ['yes', 'no'],
    default: 'no',
  }).valueAsString;

export const hubRegionParameter = (scope: Construct): string =>
  new CfnParameter(scope, 'HubRegion', {
    description: 'The Region that the hub is deployed in.',
    allowedPattern: '^[a-z]{2,4}(-[a-z]+)+-[0-9]+$',
    constraintDescription: 'a Region, such as eu-west-1',
  }).valueAsString;
