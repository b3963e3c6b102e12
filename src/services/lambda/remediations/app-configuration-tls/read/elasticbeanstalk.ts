import {
  DescribeConfigurationSettingsCommand,
  DescribeEnvironmentsCommand,
  ElasticBeanstalkClient,
} from '@aws-sdk/client-elastic-beanstalk';
import { unless } from '../../../../../aws/error-names.ts';
import type { Aws } from '../../../../../core/model/remediation.ts';
import type { Target } from '../../../../../core/model/target.ts';
import { inEnvironment } from '../fields.ts';
import type { Seen } from '../seen.ts';

/** Variables of the program, and those whose values come from elsewhere. Listeners: `beanstalk-environment-https`. */
const variables = 'aws:elasticbeanstalk:application:environment';
const secrets = 'aws:elasticbeanstalk:application:environmentsecrets';

/** What is deployed; what an update is on its way to counts once it is there. */
export const read = async ({ id }: Target, aws: Aws): Promise<Seen | undefined> => {
  const client = aws.use(ElasticBeanstalkClient);
  const { Environments = [] } = await client.send(
    new DescribeEnvironmentsCommand({ EnvironmentIds: [id], IncludeDeleted: false }),
  );
  const [found] = Environments;
  if (!found) return undefined;
  const { ApplicationName, EnvironmentName } = found;
  const asking = client.send(new DescribeConfigurationSettingsCommand({ ApplicationName, EnvironmentName }));
  const sets = (await unless('InvalidParameterValue', undefined, asking))?.ConfigurationSettings ?? [];
  const deployed = sets.find(({ DeploymentStatus }) => DeploymentStatus === 'deployed')?.OptionSettings;
  if (!deployed) return { found: [], unread: ['the options that are deployed'], secrets: [] };
  const of = (namespace: string) =>
    deployed
      .filter(({ Namespace }) => Namespace === namespace)
      .map(({ OptionName: name = '', Value: value = '' }) => ({ name, value }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return {
    found: inEnvironment(variables, of(variables)),
    unread: [],
    secrets: of(secrets).map(({ name }) => `${secrets}.${name}`),
  };
};
