import { looks } from '../src/core/model/permissions.ts';
import type { Area } from '../src/aws/iam/service.ts';
import { organizationPermissions } from '../src/adapters/aws/organization.ts';
import { writeServiceOf } from '../src/adapters/aws/sessions.ts';
import { cloudTrailPermissions } from '../src/adapters/aws/cloudtrail.ts';
import { knownScopes, type Scopes } from './scopes.ts';
import type { Unit } from './units.ts';

/**
 * Characters, white space not counted, and how many managed policies a role may have before anybody asks for more.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const iamLimits = {
  managedPolicy: 6_144,
  inlinePolicies: 10_240,
  trustPolicy: 2_048,
  managedPoliciesOfRole: 10,
} as const;

/** A statement that allows named actions on some resources. */
export interface Grant {
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

const sorted = (list: Iterable<string>): readonly string[] => [...new Set(list)].toSorted();

/** What intake and sweep read in each account: the rule that an event names, and what does not comply. */
const intakeReads = [
  'config:DescribeConfigRules',
  'config:DescribeConfigurationRecorderStatus',
  'config:GetComplianceDetailsByConfigRule',
];

/** What the sweep reads where the aggregator is: in the hub's account, and in no other. The rest it asks each location. */
export const aggregatorReads: readonly string[] = [
  'config:DescribeAggregateComplianceByConfigRules',
  'config:DescribeConfigurationAggregatorSourcesStatus',
];

/** What is read where AWS Organizations is asked: in the management account, or in one that it is delegated to. */
export const organizationReads: readonly string[] = organizationPermissions;

/** What the deployment's settings add to the reads of every account. */
export interface Additional {
  /** CloudTrail is asked who wrote. */
  readonly trail: boolean;
}

/** Everything that looking and planning needs. */
export const readActions = (
  units: readonly Unit[],
  { trail }: Additional = { trail: false },
): readonly string[] =>
  sorted([
    ...intakeReads,
    ...(trail ? cloudTrailPermissions : []),
    ...units.flatMap(({ permissions, resourcePermissions }) => looks(permissions, resourcePermissions)),
  ]);

/** Everything that fixing and undoing needs, by the service whose role does it. What is only evaluated needs no role. */
export const writeActions = (units: readonly Unit[]): ReadonlyMap<string, readonly string[]> => {
  const byService = Map.groupBy(units, writeServiceOf);
  const actions = [...byService].map(([service, of]) => {
    const all = of.flatMap(({ permissions }) => [...permissions.write, ...permissions.undo]);
    return [service, sorted(all)] as const;
  });
  const needed = actions.filter(([, of]) => of.length > 0);
  return new Map(needed.toSorted(([a], [b]) => (a < b ? -1 : 1)));
};

const resourcesFor = (action: string, area: Area, { patternsOf }: Scopes): readonly string[] => {
  const patterns = patternsOf(action, area);
  if (!patterns) {
    throw new Error(
      `no service.ts names ${action}: say in \`reads\`, \`writes\` or \`ahead\` of its service that it may be granted.`,
    );
  }
  return sorted(patterns);
};

/** As few statements as possible: actions with the same resources stand together. Throws for an unknown action. */
export const grantsFor = (
  actions: readonly string[],
  area: Area,
  scopes: Scopes = knownScopes,
): readonly Grant[] => {
  const rows = actions.map((action) => ({ action, resources: resourcesFor(action, area, scopes) }));
  const together = Map.groupBy(rows, ({ resources }) => resources.join(' '));
  return [...together.values()].map((same) => ({
    Effect: 'Allow',
    Action: sorted(same.map(({ action }) => action)),
    Resource: same[0]?.resources ?? [],
  }));
};
