import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { acknowledge } from './acknowledged.ts';
import { boundAll } from './boundaries.ts';
import { knownScopes, type Scopes } from './scopes.ts';
import type { Settings } from './settings.ts';
import { vpcProbeFile } from '../scripts/build.ts';
import { hub } from './stacks/hub.ts';
import { probeVpc } from './stacks/probe-vpc.ts';
import { singleAccount } from './stacks/single-account.ts';
import { spokeGlobal, spokePack, spokeRegional, spokeWrites } from './stacks/spokes.ts';
import type { Unit } from './units.ts';

export interface AppOptions {
  readonly units: readonly Unit[];
  /** Default: what src/aws/iam knows. */
  readonly scopes?: Scopes;
  readonly settings: (context: unknown) => Settings;
  /** Where the templates are written. Default: as the CDK says, else `cdk.out`. */
  readonly outdir?: string;
}

/** Without indentation: a template that is given in a call may have 51,200 bytes, and spaces count. */
const written = { '@aws-cdk/core:suppressTemplateIndentation': true };

/** Every shape that Waxseal is deployed in; `cdk deploy NAME` takes one of them. Checked by cdk-nag as it is written. */
export const waxsealApp = ({ units, scopes = knownScopes, settings, outdir }: AppOptions): App => {
  const app = new App({
    analyticsReporting: false,
    postCliContext: written,
    ...(outdir !== undefined && { outdir }),
  });
  const given = settings(app.node.tryGetContext('waxseal'));
  const estate = { units, scopes };
  const stacks = [
    singleAccount(app, estate, given),
    hub(app, units, given),
    spokeGlobal(app, estate, 'dry-run', given),
    spokeGlobal(app, estate, 'write', given),
    ...spokeWrites(app, estate),
    spokeRegional(app, units),
    ...(given.conformancePack ? [spokePack(app, units)] : []),
    ...(given.probe === 'vpc' ? [probeVpc(app, readFileSync(join(given.code, vpcProbeFile), 'utf8'))] : []),
  ];
  if (given.permissionsBoundary !== undefined) boundAll(app, given.permissionsBoundary);
  for (const stack of stacks) acknowledge(stack, estate);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
};
