import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { refuse, type Operations } from '../../../sandbox/world.ts';

const api = 'https://docs.aws.amazon.com/emr/latest/APIReference/';

const securityConfigurations = recordsOf({
  all: (world) => world.emr.SecurityConfigurations,
  with: (world, SecurityConfigurations) => ({ ...world, emr: { ...world.emr, SecurityConfigurations } }),
  is: (item, { Name }: { readonly Name?: string }, { region }) =>
    item.Name === Name && item.Region === region,
  missing: ({ Name = '' }) =>
    refuse(
      'InvalidRequestException',
      400,
      `Security configuration with name '${Name}' does not exist.`,
      `${api}API_DescribeSecurityConfiguration.html`,
    ),
});

/** What the sandbox plays of EMR. */
export const emr: Operations = {
  /** API_ListSecurityConfigurations.html */
  ListSecurityConfigurations: lists({
    as: 'SecurityConfigurations',
    token: 'Marker',
    wrong: (message) =>
      refuse('InvalidRequestException', 400, message, `${api}API_ListSecurityConfigurations.html`),
    items: (world, _input: object, { region }) =>
      world.emr.SecurityConfigurations.filter(({ Region }) => Region === region).map(({ Name }) => ({
        Name,
      })),
  }),
  /** API_DescribeSecurityConfiguration.html */
  DescribeSecurityConfiguration: securityConfigurations.reads(({ Name, SecurityConfiguration }) => ({
    Name,
    SecurityConfiguration,
  })),
};
