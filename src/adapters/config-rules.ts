import { WaxsealError } from '../core/errors.ts';
import type { Clouds } from '../core/ports.ts';
import type { Place } from '../core/target.ts';
import type { DescribedRule, DescribeRule } from '../intake/rules.ts';

/** `arn:<partition>:config:<region>:<account>:config-rule/…` */
const placeOf = (arn: string): Place => {
  const [, partition = '', , region = '', account = ''] = arn.split(':');
  return { partition, region, account };
};

/** `InputParameters` is a JSON object in a text; one that is not is no reason to stop. */
const parametersOf = (text: string | undefined): Readonly<Record<string, unknown>> => {
  try {
    const parsed: unknown = JSON.parse(text ?? '{}');
    return parsed !== null && typeof parsed === 'object' ? Object.fromEntries(Object.entries(parsed)) : {};
  } catch {
    return {};
  }
};

const owners = ['AWS', 'CUSTOM_LAMBDA', 'CUSTOM_POLICY'] as const;

/**
 * Asks AWS Config, in the rule's own account and Region, what a rule is; needs `config:DescribeConfigRules`. A rule
 * that was deleted and made again under its name is another rule: only the same ARN counts.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeConfigRules.html
 */
export const describeConfigRules =
  (clouds: Pick<Clouds, 'look'>): DescribeRule =>
  async ({ arn, name }): Promise<DescribedRule | undefined> => {
    const { ConfigServiceClient, DescribeConfigRulesCommand, NoSuchConfigRuleException } =
      await import('@aws-sdk/client-config-service');
    const client = clouds.look(placeOf(arn)).use(ConfigServiceClient);
    try {
      const { ConfigRules = [] } = await client.send(
        new DescribeConfigRulesCommand({ ConfigRuleNames: [name] }),
      );
      const found = ConfigRules.find(({ ConfigRuleArn }) => ConfigRuleArn === arn);
      const owner = owners.find((known) => known === found?.Source?.Owner);
      if (!found || !owner) return undefined;
      const sourceIdentifier = found.Source?.SourceIdentifier;
      return {
        arn,
        name,
        owner,
        ...(sourceIdentifier && { sourceIdentifier }),
        parameters: parametersOf(found.InputParameters),
      };
    } catch (cause) {
      if (cause instanceof NoSuchConfigRuleException) return undefined;
      if (cause instanceof WaxsealError) throw cause;
      const detail = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
      const says = `AWS Config did not say what the rule ${name} is (${detail}).`;
      const todo = `Allow config:DescribeConfigRules to the reading role in the account of ${arn}, then try again.`;
      throw new WaxsealError({ code: 'config-rule-unreadable', says, todo, retry: true }, { cause });
    }
  };
