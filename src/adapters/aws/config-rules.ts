import type { ConfigRule } from '@aws-sdk/client-config-service';
import { WaxsealError } from '../../core/model/errors.ts';
import type { Clouds } from '../../core/model/ports.ts';
import type { Location } from '../../core/model/target.ts';
import type { DescribedRule, DescribeRule } from '../../intake/rules.ts';

/** `arn:<partition>:config:<region>:<account>:config-rule/…` */
const locationOf = (arn: string): Location => {
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

/** A rule in our words; `undefined` for one whose owner we do not know. */
export const describedRule = ({
  ConfigRuleArn: arn,
  ConfigRuleName: name,
  Source,
  InputParameters,
}: ConfigRule): DescribedRule | undefined => {
  const owner = owners.find((known) => known === Source?.Owner);
  if (arn === undefined || name === undefined || !owner) return undefined;
  const sourceIdentifier = Source?.SourceIdentifier;
  return {
    arn,
    name,
    owner,
    ...(sourceIdentifier && { sourceIdentifier }),
    parameters: parametersOf(InputParameters),
  };
};

/**
 * Asks AWS Config, in the rule's own account and Region, what a rule is; needs `config:DescribeConfigRules`. A rule
 * that was deleted and made again under its name is another rule: where an ARN is given, only the same ARN counts.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeConfigRules.html
 */
export const describeConfigRules =
  (clouds: Pick<Clouds, 'look'>): DescribeRule =>
  async (rule): Promise<DescribedRule | undefined> => {
    const { name } = rule;
    const location = 'arn' in rule ? locationOf(rule.arn) : rule.location;
    const { ConfigServiceClient, DescribeConfigRulesCommand, NoSuchConfigRuleException } =
      await import('@aws-sdk/client-config-service');
    const client = clouds.look(location).use(ConfigServiceClient);
    try {
      const { ConfigRules = [] } = await client.send(
        new DescribeConfigRulesCommand({ ConfigRuleNames: [name] }),
      );
      const found = ConfigRules.find((one) =>
        'arn' in rule ? one.ConfigRuleArn === rule.arn : one.ConfigRuleName === name,
      );
      return found && describedRule({ ...found, ConfigRuleName: name });
    } catch (cause) {
      if (cause instanceof NoSuchConfigRuleException) return undefined;
      if (cause instanceof WaxsealError) throw cause;
      const detail = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
      const says = `AWS Config did not say what the rule ${name} is (${detail}).`;
      const where = `${location.account} (${location.region})`;
      const todo = `Allow config:DescribeConfigRules to the reading role in the account ${where}, then try again.`;
      throw new WaxsealError({ code: 'config-rule-unreadable', says, todo, retry: true }, { cause });
    }
  };
