import { refuse, type Refusal, type Where, type World } from '../../../sandbox/world.ts';
import type { Group, Instance } from './records.ts';

export const api = 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/';

/** Fewer than callers ask for, so that even small accounts have pages. */
export const pageSize = 3;
export const parametersPageSize = 10;

export interface Paging {
  readonly Marker?: string;
  readonly MaxRecords?: number;
}

/** `MaxRecords` is 20 to 100; an answer may hold fewer. */
export const paged = <Item>(
  all: readonly Item[],
  { Marker, MaxRecords = 100 }: Paging,
  size: number,
  page: string,
): Refusal | { readonly items: readonly Item[]; readonly next: { readonly Marker?: string } } => {
  if (MaxRecords < 20 || MaxRecords > 100)
    return refuse('InvalidParameterValue', 400, 'MaxRecords must be between 20 and 100', `${api}${page}`);
  const from = Marker === undefined ? 0 : Number(Buffer.from(Marker, 'base64').toString());
  const more = all.length > from + size;
  return {
    items: all.slice(from, from + size),
    next: more ? { Marker: Buffer.from(String(from + size)).toString('base64') } : {},
  };
};

export const noInstance = (name: string): Refusal =>
  refuse(
    'DBInstanceNotFoundFault',
    404,
    `DBInstance ${name} not found.`,
    `${api}API_DescribeDBInstances.html`,
  );
export const invalid = (page: string, message: string): Refusal =>
  refuse('InvalidParameterValue', 400, message, `${api}${page}`);
export const noGroup = (name: string): Refusal =>
  refuse(
    'DBParameterGroupNotFoundFault',
    404,
    `DBParameterGroup not found: ${name}`,
    `${api}API_DescribeDBParameterGroups.html`,
  );

export const groupArn = (name: string, { partition, region, account }: Where, kind = 'pg'): string =>
  `arn:${partition}:rds:${region}:${account}:${kind}:${name}`;

/** RDS's names: letters, digits, single hyphens, beginning with a letter, kept in lower case. */
export const isName = (name: string, longest: number): boolean =>
  name.length <= longest && /^[a-z](-?[a-z0-9])*$/.test(name);

export interface OfGroup {
  readonly DBParameterGroupName: string;
}
export const groupNamed = (world: World, name: string): Group | undefined =>
  world.rds.DBParameterGroups.find(({ DBParameterGroupName }) => DBParameterGroupName === name.toLowerCase());

/** By identifier, in any letter case, or ARN. */
export const instanceNamed = (world: World, name: string): Instance | undefined =>
  world.rds.DBInstances.find(
    ({ DBInstanceIdentifier, DBInstanceArn }) =>
      DBInstanceIdentifier === name.toLowerCase() || DBInstanceArn === name,
  );

export const isDefault = ({ DBParameterGroupName }: Group): boolean =>
  DBParameterGroupName.startsWith('default.');

export const withInstances = (world: World, change: (instance: Instance) => Instance): World => ({
  ...world,
  rds: { ...world.rds, DBInstances: world.rds.DBInstances.map(change) },
});

/** Replaces, adds or, with `undefined`, removes a group. */
export const withGroup = (world: World, name: string, group: Group | undefined): World => {
  const others = world.rds.DBParameterGroups.filter((one) => one.DBParameterGroupName !== name);
  const DBParameterGroups = [...others, ...(group ? [group] : [])].toSorted((a, b) =>
    a.DBParameterGroupName < b.DBParameterGroupName ? -1 : 1,
  );
  return { ...world, rds: { ...world.rds, DBParameterGroups } };
};

export const attachedTo = ({ DBParameterGroups: [attached] }: Instance, group: string): boolean =>
  attached?.DBParameterGroupName === group;
export const applyStatusOf = ({ DBParameterGroups: [attached] }: Instance): string | undefined =>
  attached?.ParameterApplyStatus;

/**
 * RDS tells of a change and of what is to be done for it by two answers, apart: for minutes a group that waits already is
 * told as in sync, and the thing as available.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.html
 */
export const notToldYet = 'pending-reboot, not told yet';
export const toldAfterSeconds = 240;
export const toldStatus = (status: string): string => (status === notToldYet ? 'in-sync' : status);

export const withApplyStatus = (instance: Instance, ParameterApplyStatus: string): Instance => ({
  ...instance,
  DBParameterGroups: instance.DBParameterGroups.map((group) => ({ ...group, ParameterApplyStatus })),
});
