import { canMatch, settled, shapeText, type ArnShape } from '../../aws/arn-shape.ts';
import { partitionOf } from '../../aws/partitions.ts';
import { isRegion, partitions, regions as knownRegions } from '../../aws/regions.ts';
import type { Listing } from '../../core/model/catalog.ts';
import { eachType } from '../../core/model/types-of.ts';
import { matchKeys, type MatchKey } from '../../core/policy/match.ts';
import type { Match, Unmatchable } from '../../core/policy/policy.ts';
import { pathText, suggestion, type Path } from './problem.ts';

/**
 * What a line of the policy can never match, as far as is known what there is: ARNs of no shape that the resources
 * have, accounts and Regions that contradict each other, units and tags that nothing can have.
 */

/** What is known of a remediation; nothing is said of what is not. */
export type Known = Pick<Listing, 'id'> &
  Partial<Pick<Listing, 'resourceType' | 'arn' | 'also' | 'configRules'>>;

/** One part of a match that can match nothing. */
export interface Dead {
  readonly key: MatchKey;
  /** Within the line. */
  readonly path: Path;
  readonly says: string;
  readonly todo: string;
}

const each = (
  key: MatchKey,
  values: readonly string[] | undefined,
  evaluate: (value: string) => Pick<Dead, 'says' | 'todo'> | undefined,
): readonly Dead[] =>
  (values ?? []).flatMap((value, index) => {
    const wrong = evaluate(value);
    return wrong ? [{ key, path: [key, index], ...wrong }] : [];
  });

/** The remediations that a line is about. */
const concerned = ({ remediations }: Match, known: readonly Known[]): readonly Known[] =>
  known.filter(({ id }) => remediations?.includes(id) ?? true).flatMap(eachType);

const shapesOf = (match: Match, known: readonly Known[]): readonly ArnShape[] => {
  const of = concerned(match, known);
  // One whose ARNs nobody described may have any.
  return of.some(({ arn }) => arn === undefined) ? [] : [...new Set(of.flatMap(({ arn }) => arn ?? []))];
};

/** What the ARNs can be where the line names partitions, accounts or Regions elsewhere. */
const narrowed = (shape: ArnShape, { accounts, regions }: Match): readonly (readonly ArnShape[])[] => {
  const places = regions?.filter(isRegion);
  return [
    partitions.map((partition) => settled(shape, { partition })),
    ...(places && places.length > 0
      ? [places.map((region) => settled(shape, { partition: partitionOf(region), region }))]
      : []),
    ...(accounts ? [accounts.map((account) => settled(shape, { account }))] : []),
  ];
};

const wildcard = /[*?]/;

/** A Region written out in an ARN: it must be one, and of the partition that stands before it. */
const regionWrong = (pattern: string): string | undefined => {
  const [, partition = '', service = '', region = ''] = pattern.split(':');
  if (region === '' || [partition, service, region].some((part) => wildcard.test(part))) return undefined;
  if (!isRegion(region)) return `${region} is no Region that this build knows`;
  const home = partitionOf(region);
  return home === partition ? undefined : `${region} is in the partition ${home}, not ${partition}`;
};

/** The bucket that was probably meant, by an ARN with too much in it. */
const bucketMeant = (pattern: string, shapes: readonly ArnShape[]): string | undefined => {
  const [arn, partition = '', service, ...rest] = pattern.split(':');
  const name = rest.at(-1)?.split('/')[0] ?? '';
  const meant = `arn:${partition}:s3:::${name}`;
  return arn === 'arn' && service === 's3' && name !== '' && shapes.some((shape) => canMatch(meant, shape))
    ? meant
    : undefined;
};

const resourceWrong = (pattern: string, match: Match, known: readonly Known[]) => {
  const shapes = shapesOf(match, known);
  if (shapes.length === 0) return undefined;
  const fits = (all: readonly ArnShape[]): boolean => all.some((shape) => canMatch(pattern, shape));
  const forms = shapes.map(shapeText).join(' or ');
  if (!fits(shapes)) {
    const bucket = bucketMeant(pattern, shapes);
    return {
      says: `can match no resource: the ARNs here look like ${forms}`,
      todo: bucket ? `Write ${bucket}.` : 'Write the ARN as AWS shows it, with * for what may differ.',
    };
  }
  const region = regionWrong(pattern);
  if (region)
    return { says: `can match no resource: ${region}`, todo: 'Correct the Region or the partition.' };
  const contradicted = !shapes.some((shape) => narrowed(shape, match).every(fits));
  return contradicted
    ? {
        says: 'can match no resource: it contradicts the accounts, Regions or partitions that there are, or that this line names',
        todo: 'Let the ARN and the other keys of the line say the same, or leave one of them away.',
      }
    : undefined;
};

const regionKeyWrong = (region: string, match: Match, known: readonly Known[]) => {
  if (region === 'global')
    return concerned(match, known).length > 0 && shapesOf(match, known).length > 0
      ? {
          says: 'matches nothing: no remediation here is about a global resource; a bucket, too, has its Region',
          todo: 'Name the Regions, or leave regions away.',
        }
      : undefined;
  return isRegion(region)
    ? undefined
    : { says: 'is no Region that this build knows', todo: suggestion(region, knownRegions) };
};

const noUnit = (what: string): Pick<Dead, 'says' | 'todo'> => ({
  says: `matches nothing: ${what}`,
  todo: 'Write the names of the units, as /prod/payments/*.',
});

/**
 * Units nest five deep, have names of up to 128 characters, and are named here by these names.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_OrganizationalUnit.html
 */
const ouWrong = (path: string): Pick<Dead, 'says' | 'todo'> | undefined => {
  if (path === '/' || path === '/*') return undefined;
  const units = path
    .replace(/^\//, '')
    .replace(/\/\*?$/, '')
    .split('/');
  if (units.includes('')) return noUnit('a unit without a name');
  if (units.some((unit) => /^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$/.test(unit)))
    return noUnit('paths are made of names, and this has an id');
  if (units.some((unit) => unit.replaceAll('*', '').length > 128))
    return noUnit('a name longer than 128 characters');
  return !path.includes('*') && units.length > 5 ? noUnit('units nest at most five deep') : undefined;
};

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const tagsWrong = (tags: Match['tags']): readonly Dead[] =>
  Object.entries(tags ?? {}).flatMap(([tag, pattern]): readonly Dead[] => {
    const at = { key: 'tags', path: ['tags', tag] } as const;
    if (wildcard.test(tag))
      return [
        {
          ...at,
          says: 'matches nothing: only values are patterns, keys are not',
          todo: 'Write the whole key.',
        },
      ];
    if (tag.length > 128)
      return [
        {
          ...at,
          says: 'matches nothing: keys of tags have at most 128 characters',
          todo: 'Correct the key.',
        },
      ];
    return pattern.replaceAll('*', '').length > 256
      ? [
          {
            ...at,
            says: 'matches nothing: values of tags have at most 256 characters',
            todo: 'Correct the value.',
          },
        ]
      : [];
  });

/** Everything in a match that can match nothing. */
export const deadIn = (match: Match, known: readonly Known[]): readonly Dead[] => [
  ...each('regions', match.regions, (region) => regionKeyWrong(region, match, known)),
  ...(known.length === 0
    ? []
    : each('remediations', match.remediations, (id) => {
        const ids = known.map((one) => one.id);
        return ids.includes(id)
          ? undefined
          : { says: `names a remediation that does not exist: ${id}`, todo: suggestion(id, ids) };
      })),
  ...each('resources', match.resources, (pattern) => resourceWrong(pattern, match, known)),
  ...each('ous', match.ous, ouWrong),
  ...tagsWrong(match.tags),
];

/** All of the service that a pattern names, if the line is about any of it; else nobody knows what was meant. */
const serviceOf = (pattern: string, known: readonly Known[]): string => {
  const service = pattern.split(':')[2] ?? '';
  return known.flatMap(eachType).some(({ arn }) => arn?.split(':')[2] === service)
    ? `arn:*:${service}:*`
    : '*';
};

/** The line with everything left away that can match nothing: all that it may have been meant for. */
const meantBy = (match: Match, dead: readonly Dead[], known: readonly Known[]): Match => {
  const keys = new Set(dead.map(({ key }) => key));
  const kept = Object.fromEntries(
    matchKeys.filter((key) => match[key] !== undefined && !keys.has(key)).map((key) => [key, match[key]]),
  );
  if (!keys.has('resources')) return kept;
  const wrong = new Set(dead.map(({ path }) => path.join('.')));
  const resources = match.resources?.map((pattern, index) =>
    wrong.has(`resources.${index}`) ? serviceOf(pattern, concerned(match, known)) : pattern,
  );
  return { ...kept, ...(resources && { resources }) };
};

/** What the engine must know of a line that can match less than it seems; nothing for all others. */
export const unmatchable = (match: Match, line: number, known: readonly Known[]): Unmatchable => {
  const dead = deadIn(match, known);
  const [first] = dead;
  if (!first) return {};
  const more = dead.length > 1 ? ` (and ${dead.length - 1} more like it)` : '';
  return {
    unmatchable: {
      says: `Line ${line} of the policy: ${pathText(first.path)} ${first.says}${more}.`,
      meant: meantBy(match, dead, known),
    },
  };
};
