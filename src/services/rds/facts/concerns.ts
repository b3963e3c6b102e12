import { formatArn, parseArn } from '../../../aws/arn.ts';
import type { Aim } from '../../../aws/iam/service.ts';

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBParameterGroup.html */
const groupName = /^[A-Za-z][A-Za-z0-9.-]{0,254}$/;

/** A name, or the beginning of `name/parameter`. */
const groupNamed = (text: string): readonly string[] => {
  const [name = ''] = text.split('/');
  return groupName.test(name) ? [name] : [];
};

const copied = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, 'copyOf') : undefined;

/**
 * Groups that a change names. On a group: itself, and the one that it is made a copy of. On the instance: the old
 * group and the new one, where none stands for the default group of whatever family it is.
 */
const groupsOf = (word: string, { on, before, after }: Aim['changes'][number]): readonly string[] => {
  const thing = parseArn(on.split('#')[0] ?? on);
  const values = [before, after];
  if (thing?.resource.startsWith(`${word}:`)) return groupNamed(thing.resource.slice(word.length + 1));
  if (!thing) {
    const sources = values.map(copied).filter((source) => typeof source === 'string');
    return [on, ...sources].flatMap(groupNamed);
  }
  return values.flatMap((value) => {
    if (typeof value === 'string') return groupNamed(value);
    return value === null || value === undefined ? ['default.*'] : [];
  });
};

/** The parameter groups that a write can concern: those that its changes name. */
export const groupsIn =
  (word: 'pg' | 'cluster-pg') =>
  ({ arn, changes, partition, region, account }: Aim): readonly string[] => {
    // Groups of instances are none of a cluster's, and the other way round.
    const kind = word === 'pg' ? 'db:' : 'cluster:';
    if (!parseArn(arn)?.resource.startsWith(kind)) return [];
    const names = changes.flatMap((change) => groupsOf(word, change));
    return names.map((name) =>
      formatArn({ partition, service: 'rds', region, account, resource: `${word}:${name}` }),
    );
  };
