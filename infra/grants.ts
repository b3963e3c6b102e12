import type { Area } from '../src/aws/iam/service.ts';
import { book } from '../src/services/book.ts';
import { organizationPermissions } from '../src/adapters/aws/organization.ts';
import { writeServiceOf } from '../src/adapters/aws/sessions.ts';
import { cloudTrailPermissions } from '../src/adapters/aws/cloudtrail.ts';
import type { Unit } from './units.ts';

/** Characters, white space not counted. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const managedPolicyLimit = 6144;

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

/** What the sweep reads where the aggregator is: in the hub's account, and in no other. The rest it asks each place. */
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
    ...units.flatMap(({ permissions, resourcePermissions }) => [...permissions.read, ...resourcePermissions]),
  ]);

/** Everything that fixing and undoing needs, by the service whose role does it. */
export const writeActions = (units: readonly Unit[]): ReadonlyMap<string, readonly string[]> => {
  const byService = Map.groupBy(units, writeServiceOf);
  const actions = [...byService].map(([service, of]) => {
    const all = of.flatMap(({ permissions }) => [...permissions.write, ...permissions.undo]);
    return [service, sorted(all)] as const;
  });
  return new Map(actions.toSorted(([a], [b]) => (a < b ? -1 : 1)));
};

const resourcesFor = (action: string, area: Area): readonly string[] => {
  const scope = book.scopeOf(action);
  if (!scope) {
    throw new Error(
      `no service.ts names ${action}: say in \`reads\`, \`writes\` or \`ahead\` of its service that it may be granted.`,
    );
  }
  if ('everywhere' in scope) return ['*'];
  return sorted(scope.on.map((kind) => book.arnPattern(kind, area)));
};

/** As few statements as possible: actions with the same resources stand together. Throws for an unknown action. */
export const grantsFor = (actions: readonly string[], area: Area): readonly Grant[] => {
  const rows = actions.map((action) => ({ action, resources: resourcesFor(action, area) }));
  const together = Map.groupBy(rows, ({ resources }) => resources.join(' '));
  return [...together.values()].map((same) => ({
    Effect: 'Allow',
    Action: sorted(same.map(({ action }) => action)),
    Resource: same[0]?.resources ?? [],
  }));
};
