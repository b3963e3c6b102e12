import { aws_config as config } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import {
  conformancePack,
  type Detecting,
  functionParameter,
  needsFunction,
} from '../src/guardrails/pack-text.ts';

export const packName = 'waxseal-encryption-in-transit';

/**
 * The pack as part of a template: in the account and Region that the template is deployed in. `evaluate`: the ARN of the
 * function that custom rules call; empty: there are none.
 */
export const deployedPack = (
  scope: Construct,
  listings: readonly Detecting[],
  evaluate: string,
): config.CfnConformancePack =>
  new config.CfnConformancePack(scope, 'ConformancePack', {
    conformancePackName: packName,
    templateBody: conformancePack(listings),
    ...(needsFunction(listings) && {
      conformancePackInputParameters: [{ parameterName: functionParameter, parameterValue: evaluate }],
    }),
  });
