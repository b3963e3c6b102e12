import { aws_config as config } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { stringify } from 'yaml';
import { securityHubPolicies } from '../src/services/elbv2/facts/tls-policies.ts';
import type { Listing } from '../src/core/model/catalog.ts';

/**
 * Bytes of a template that is given in a call, and rules in one pack.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_PutConformancePack.html
 * https://docs.aws.amazon.com/config/latest/developerguide/configlimits.html
 */
export const packLimits = { bytes: 51_200, rules: 130 } as const;

type Detecting = Pick<Listing, 'id' | 'title' | 'configRules'>;

/**
 * Parameters that a rule cannot do without: what Security Hub gives its own copy of the rule, so that both say the same.
 * https://docs.aws.amazon.com/config/latest/developerguide/elbv2-predefined-security-policy-ssl-check.html
 */
const requiredParameters: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ELBV2_PREDEFINED_SECURITY_POLICY_SSL_CHECK: { sslPolicies: securityHubPolicies.join(',') },
};

/** `S3_BUCKET_SSL_REQUESTS_ONLY` → `waxseal-s3-bucket-ssl-requests-only`. AWS Config adds its own ending. */
const nameOf = (identifier: string): string => `waxseal-${identifier.toLowerCase().replaceAll('_', '-')}`;

const logicalIdOf = (identifier: string): string =>
  identifier
    .split('_')
    .map((word) => `${word.slice(0, 1)}${word.slice(1).toLowerCase()}`)
    .join('');

/**
 * A conformance pack with the managed rules that remediations answer to, as YAML: for whoever has no Security Hub and no
 * rules of their own. Detection only. Each rule once, whoever answers to it.
 */
export const conformancePack = (listings: readonly Detecting[]): string => {
  const identifiers = [...new Set(listings.flatMap(({ configRules }) => configRules))].toSorted();
  const answering = (identifier: string): string =>
    listings
      .filter(({ configRules }) => configRules.includes(identifier))
      .map(({ id }) => id)
      .toSorted()
      .join(', ');
  const Resources = Object.fromEntries(
    identifiers.map((identifier) => [
      logicalIdOf(identifier),
      {
        Type: 'AWS::Config::ConfigRule',
        Properties: {
          ConfigRuleName: nameOf(identifier),
          // At most 256 characters.
          Description: `Waxseal mends it: ${answering(identifier)}`.slice(0, 256),
          Source: { Owner: 'AWS', SourceIdentifier: identifier },
          ...(requiredParameters[identifier] && { InputParameters: requiredParameters[identifier] }),
        },
      },
    ]),
  );
  return stringify({ Resources }, { lineWidth: 0 });
};

export const packName = 'waxseal-encryption-in-transit';

/** The pack as part of a template: in the account and Region that the template is deployed in. */
export const deployedPack = (scope: Construct, listings: readonly Detecting[]): config.CfnConformancePack =>
  new config.CfnConformancePack(scope, 'ConformancePack', {
    conformancePackName: packName,
    templateBody: conformancePack(listings),
  });
