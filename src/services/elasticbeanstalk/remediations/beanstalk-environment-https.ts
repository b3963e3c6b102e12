import {
  DescribeConfigurationSettingsCommand,
  DescribeEnvironmentsCommand,
  ElasticBeanstalkClient,
} from '@aws-sdk/client-elastic-beanstalk';
import * as z from 'zod/mini';
import { unless } from '../../../aws/error-names.ts';
import { remediation } from '../../../core/model/remediation.ts';
import { advice } from '../../../families/advice.ts';
import { decides } from '../facts/listeners.ts';
import { adviceOf, type Environment } from './beanstalk-environment-https/evaluate.ts';
import { messages as all } from './beanstalk-environment-https/messages.ts';
import { httpsListener } from './beanstalk-environment-https/write.ts';

const { messages, ...parts } = advice({
  messages: all,
  read: async ({ id }, aws): Promise<Environment | undefined> => {
    const client = aws.use(ElasticBeanstalkClient);
    const { Environments = [] } = await client.send(
      new DescribeEnvironmentsCommand({ EnvironmentIds: [id], IncludeDeleted: false }),
    );
    const [found] = Environments;
    if (!found) return undefined;
    const { ApplicationName, EnvironmentName, Status: status = '', Tier: { Name: tier = '' } = {} } = found;
    const asking = client.send(
      new DescribeConfigurationSettingsCommand({ ApplicationName, EnvironmentName }),
    );
    // While an update runs there is a second set, which is not deployed yet.
    const sets = (await unless('InvalidParameterValue', undefined, asking))?.ConfigurationSettings ?? [];
    const deployed = sets.find(({ DeploymentStatus }) => DeploymentStatus === 'deployed')?.OptionSettings;
    const options = deployed
      ?.map(({ Namespace = '', OptionName = '', Value = '' }) => ({
        namespace: Namespace,
        name: OptionName,
        value: Value,
      }))
      .filter(decides)
      .toSorted((a, b) => (`${a.namespace} ${a.name}` < `${b.namespace} ${b.name}` ? -1 : 1));
    return { name: EnvironmentName ?? '', status, tier, options };
  },
  evaluate: adviceOf,
  write: httpsListener,
});

const guide = 'https://docs.aws.amazon.com/elasticbeanstalk/latest';

/** Finds environments whose load balancer has no listener for HTTPS, and says how one is added. */
export default remediation({
  meta: {
    id: 'beanstalk-environment-https',
    version: 1,
    family: 'advice',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'Elastic Beanstalk environments are reached over HTTPS',
    summary:
      'Reads the options of the environment that are deployed and finds load balancers of its own without a listener for HTTPS. Waxseal does not add it: an update is made with the permissions of the caller for the stack, the load balancer and the security groups behind it, more than Waxseal should hold, and only the owner knows the certificate. Where TLS ends elsewhere (on a single instance, behind a Network Load Balancer or a listener that passes TCP on) the verdict is unknown; of a shared load balancer its listeners are looked at themselves.',
    resourceType: 'AWS::ElasticBeanstalk::Environment',
    configRules: [],
    controls: [],
    services: ['elasticbeanstalk'],
    reversible: true,
    permissions: {
      read: ['elasticbeanstalk:DescribeConfigurationSettings', 'elasticbeanstalk:DescribeEnvironments'],
      write: [],
      undo: [],
    },
    messages,
    docs: [
      `${guide}/dg/configuring-https-elb.html`,
      `${guide}/dg/https-tcp-passthrough.html`,
      `${guide}/dg/command-options-general.html`,
      `${guide}/dg/AWSHowTo.iam.managed-policies.html`,
      `${guide}/api/API_DescribeConfigurationSettings.html`,
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
