import { formatArn, parseArn } from '../../../aws/arn.ts';
import type { Aim } from '../../../aws/iam/service.ts';
import { clusterNameIn, isGroupName } from './names.ts';

/** A change on a group names it, alone or before a parameter; one on the cluster the old group and the new one. */
const named = ({ on, before, after }: Aim['changes'][number]): readonly string[] => {
  if (!parseArn(on)) return [on.split('/')[0] ?? ''];
  // None stands for the default group of whatever family it is.
  return [before, after].flatMap((value) => (typeof value === 'string' ? [value] : ['default.*']));
};

/** The parameter groups that a write can concern: those that its changes name. */
export const groupsOf = ({ arn, changes, partition, region, account }: Aim): readonly string[] => {
  if (clusterNameIn(arn) === undefined) return [];
  const names = changes.flatMap(named).filter((name) => name === 'default.*' || isGroupName(name));
  return names.map((name) =>
    formatArn({ partition, service: 'redshift', region, account, resource: `parametergroup:${name}` }),
  );
};
