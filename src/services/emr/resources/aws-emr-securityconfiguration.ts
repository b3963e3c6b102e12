import {
  DescribeSecurityConfigurationCommand,
  EMRClient,
  ListSecurityConfigurationsCommand,
} from '@aws-sdk/client-emr';
import { everyPage } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { canMean, targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import {
  isMissing,
  securityConfigurationArn,
  securityConfigurationNameIn,
} from '../facts/security-configuration.ts';

const type = 'AWS::EMR::SecurityConfiguration';

const targetOf = targetsOf(type, securityConfigurationArn);

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (Marker) => {
    const answer = await aws.use(EMRClient).send(new ListSecurityConfigurationsCommand({ Marker }));
    return { items: answer.SecurityConfigurations, next: answer.Marker };
  });
  for await (const { Name } of pages) if (Name !== undefined) yield targetOf(Name, place);
}

/** Security configurations, which AWS Config names by their names. They have no tags. */
const securityConfiguration: Resource = {
  type,
  arn: 'arn:{partition}:elasticmapreduce:{region}:{account}:security-configuration/{text}',
  configRecords: true,
  permissions: [
    'elasticmapreduce:DescribeSecurityConfiguration',
    'elasticmapreduce:ListSecurityConfigurations',
  ],
  idOf: securityConfigurationNameIn,
  resolve: async (id, place, aws) => {
    const target = targetOf(securityConfigurationNameIn(id) ?? id, place);
    if (id === '' || !canMean(id, target)) return undefined;
    try {
      await aws.use(EMRClient).send(new DescribeSecurityConfigurationCommand({ Name: target.id }));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
    return target;
  },
  list,
  root: ({ arn }) => arn,
  tags: async () => ({}),
};

export default securityConfiguration;
