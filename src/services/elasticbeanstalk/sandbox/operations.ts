import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operations, type World } from '../../../sandbox/world.ts';
import type { Environment } from './records.ts';

const api = 'https://docs.aws.amazon.com/elasticbeanstalk/latest/api/';

const all = {
  all: (world: World) => world.elasticbeanstalk.Environments,
  with: (world: World, Environments: Environment[]): World => ({
    ...world,
    elasticbeanstalk: { Environments },
  }),
};

const byName = recordsOf<Environment, { readonly ApplicationName: string; readonly EnvironmentName: string }>(
  {
    ...all,
    is: (one, { ApplicationName, EnvironmentName }, { region }) =>
      one.ApplicationName === ApplicationName &&
      one.EnvironmentName === EnvironmentName &&
      one.Region === region,
    missing: ({ EnvironmentName }) =>
      refuse(
        'InvalidParameterValue',
        400,
        `No Environment found for EnvironmentName = '${EnvironmentName}'.`,
        `${api}API_DescribeConfigurationSettings.html`,
      ),
  },
);

const byArn = recordsOf<Environment, { readonly ResourceArn: string }>({
  ...all,
  is: (one, { ResourceArn }, { region }) => one.EnvironmentArn === ResourceArn && one.Region === region,
  missing: () =>
    refuse(
      'ResourceNotFoundException',
      400,
      "A resource doesn't exist for the specified Amazon Resource Name (ARN).",
      `${api}API_ListTagsForResource.html`,
    ),
});

interface Asked {
  readonly EnvironmentIds?: readonly string[];
  readonly EnvironmentNames?: readonly string[];
}

const settings = (options: NonNullable<Environment['Options']>) =>
  Object.entries(options).flatMap(([Namespace, values]) =>
    Object.entries(values).map(([OptionName, Value]) => ({ Namespace, OptionName, Value })),
  );

/** What the sandbox plays of it. */
export const elasticbeanstalk: Operations = {
  // API_DescribeEnvironments.html: what is asked for and not there is left out.
  DescribeEnvironments: lists({
    as: 'Environments',
    token: 'NextToken',
    most: { as: 'MaxRecords', largest: 1000 },
    wrong: (message) => refuse('InvalidParameterValue', 400, message, `${api}API_DescribeEnvironments.html`),
    items: (world, { EnvironmentIds, EnvironmentNames }: Asked, { region }) =>
      world.elasticbeanstalk.Environments.filter(
        (one) =>
          one.Region === region &&
          (EnvironmentIds?.includes(one.EnvironmentId) ?? true) &&
          (EnvironmentNames?.includes(one.EnvironmentName) ?? true),
      ).map(({ Region: _region, Options: _options, Pending: _pending, Tags: _tags, ...one }) => one),
  }),
  // API_DescribeConfigurationSettings.html: two sets while an update runs.
  DescribeConfigurationSettings: byName.reads(({ ApplicationName, EnvironmentName, Options, Pending }) => ({
    ConfigurationSettings: [
      ...(Pending ? [{ DeploymentStatus: 'pending', OptionSettings: settings(Pending) }] : []),
      ...(Options ? [{ DeploymentStatus: 'deployed', OptionSettings: settings(Options) }] : []),
    ].map((one) => ({ ApplicationName, EnvironmentName, ...one })),
  })),
  // API_ListTagsForResource.html
  ListTagsForResource: byArn.reads(({ Tags, EnvironmentArn: ResourceArn }) => ({
    ResourceArn,
    ResourceTags: tagList(Tags),
  })),
};
