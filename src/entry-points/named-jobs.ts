import type { Catalog, Job } from '../core/model/catalog.ts';
import type { Clouds } from '../core/model/ports.ts';
import type { Target } from '../core/model/target.ts';
import { eachType } from '../core/model/types-of.ts';
import type { Named } from '../intake/intake.ts';

/** Nobody needs to look, and why. */
export interface Dropped {
  readonly is: 'dropped';
  readonly why: string;
  readonly says: string;
}
export const dropped = (why: string, says: string): Dropped => ({ is: 'dropped', why, says });

/** What a rule was told to check: `InputParameters` of the Config rule. */
export type RuleParameters = NonNullable<Job['ruleParameters']>;

/** A look to be taken, except for why. */
export type NamedJob = { readonly is: 'job' } & Omit<Job, 'cause'>;

interface From {
  readonly catalog: Catalog;
  readonly clouds: Pick<Clouds, 'look'>;
}

/** From what is named to one remediation of one live resource. */
export const jobOf = async (
  id: string,
  named: Named,
  ruleParameters: RuleParameters | undefined,
  { catalog, clouds }: From,
): Promise<NamedJob | Dropped> => {
  const { account, region, partition } = named;
  const listing = catalog.listings.find((known) => known.id === id);
  const otherType = (thing: string) => dropped('other-type', `${id} does not concern ${thing}.`);
  if (listing === undefined) return dropped('no-remediation', `There is no remediation ${id}.`);
  const types = eachType(listing)
    .map(({ resourceType }) => resourceType)
    .filter((type) => named.by !== 'rule' || type === named.resourceType);
  const [unit, ...resources] = await Promise.all([
    catalog.remediation(id),
    ...types.map((type) => catalog.resource(type)),
  ]);
  const resource =
    named.by === 'rule' ? resources[0] : resources.find((one) => one.idOf(named.arn) !== undefined);
  const resourceId = named.by === 'rule' ? named.resourceId : resource?.idOf(named.arn);
  if (!resource || resourceId === undefined)
    return otherType(named.by === 'rule' ? `a resource of type ${named.resourceType}` : named.arn);
  const location = { account, region, partition };
  const target: Target | undefined = await resource.resolve(resourceId, location, clouds.look(location));
  if (!target) return dropped('no-such-resource', 'The resource is no longer there.');
  return { is: 'job', unit, resource, target, ...(ruleParameters && { ruleParameters }) };
};

/** Every look that an event calls for: at what it names, or at each resource that uses that. */
export const jobsOf = async (
  id: string,
  named: Named,
  ruleParameters: RuleParameters | undefined,
  from: From,
): Promise<readonly (NamedJob | Dropped)[]> => {
  const job = await jobOf(id, named, ruleParameters, from);
  const listing = from.catalog.listings.find((known) => known.id === id);
  if (job.is === 'job' || job.why !== 'other-type' || listing === undefined) return [job];
  const location = { account: named.account, region: named.region, partition: named.partition };
  const aws = from.clouds.look(location);
  const unit = await from.catalog.remediation(id);
  for (const { resourceType } of eachType(listing)) {
    const resource = await from.catalog.resource(resourceType);
    for (const way of resource.through ?? []) {
      if (named.by === 'rule' && named.resourceType !== way.type) continue;
      const found = await way.users(named.by === 'rule' ? named.resourceId : named.arn, location, aws);
      if (found === undefined) continue;
      if (found.length === 0)
        return [dropped('unused', `No ${resourceType} uses what is named, a resource of type ${way.type}.`)];
      return found.map((target) => ({
        is: 'job',
        unit,
        resource,
        target,
        ...(ruleParameters && { ruleParameters }),
      }));
    }
  }
  return [job];
};
