import type { Flat } from '../../../simulation/flat.ts';
import type { Promises } from '../../../kit/promises.ts';

/** What RDS itself does to an instance when its group changes. */
const isConsequence = (path: string): boolean =>
  /Parameter(?:Apply|Group)Status$|PendingModifiedValues|DBInstanceStatus|DBClusters\[[^\]]+\]\.Status$/.test(
    path,
  );

/** The words of one kind of group in the account and in operations. */
interface Kind {
  readonly groups: 'DBParameterGroups' | 'DBClusterParameterGroups';
  readonly thing: 'DBInstance' | 'DBCluster';
  readonly group: 'DBParameter' | 'DBClusterParameter';
  /** Where a thing says which group it has. */
  readonly attached: RegExp;
  readonly groupsOf: (thing: string, account: Flat) => readonly string[];
}

const ofInstances: Kind = {
  groups: 'DBParameterGroups',
  thing: 'DBInstance',
  group: 'DBParameter',
  attached: /\.DBParameterGroups\[[^\]]+\]\.\w+$/,
  groupsOf: (thing, account) =>
    [...account.keys()].flatMap((path) =>
      path.startsWith(thing)
        ? (/^DBParameterGroups\[([^\]]+)\]/.exec(path.slice(thing.length))?.[1] ?? [])
        : [],
    ),
};
export const ofClusters: Kind = {
  groups: 'DBClusterParameterGroups',
  thing: 'DBCluster',
  group: 'DBClusterParameter',
  attached: /^rds\.DBClusters\[[^\]]+\]\.DBClusterParameterGroup$/,
  groupsOf: (thing, account) => {
    const named = account.get(`${thing}DBClusterParameterGroup`);
    return named === undefined ? [] : [named.slice(1, -1)];
  },
};

/** What setting one parameter may change. */
export const parameterPromises = (
  name: RegExp,
  wanted: string,
  off: string,
  meddlers: readonly string[],
  scene: Promises['scene'],
  kind: Kind = ofInstances,
): Promises => {
  const { groups, thing, group, attached, groupsOf } = kind;
  /** The parameter in whatever group. */
  const isIt = (path: string): boolean =>
    path.startsWith(`rds.${groups}[`) && name.test(/^rds\.\w+\[[^\]]+\]\.set\.(.+)$/.exec(path)?.[1] ?? '');
  return {
    readBefore: {
      [`rds:Modify${group}Group`]: `rds:Describe${group}s`,
      [`rds:Reset${group}Group`]: `rds:Describe${group}s`,
      [`rds:Modify${thing}`]: `rds:Describe${thing}s`,
      [`rds:Create${group}Group`]: `rds:Describe${group}Groups`,
      [`rds:Delete${group}Group`]: `rds:Describe${group}Groups`,
    },
    mayFix: (operation, { path, before, after }) => {
      switch (operation) {
        case `rds:Modify${group}Group`:
          return (isIt(path) && after === wanted) || isConsequence(path);
        case `rds:Create${group}Group`:
          return before === undefined && path.startsWith(`rds.${groups}[`);
        case `rds:Modify${thing}`:
          return attached.test(path) || isConsequence(path);
        default:
          return false;
      }
    },
    isRemediated: ({ arn }, account) => {
      const base = `rds.${thing}s[${arn.split(':').at(-1)}].`;
      const named = groupsOf(base, account);
      return (
        ![...account.keys()].some((path) => path.startsWith(base)) ||
        [...account].some(
          ([path, value]) =>
            isIt(path) && value === wanted && named.some((one) => path.startsWith(`rds.${groups}[${one}]`)),
        )
      );
    },
    disaster: { not: 'What a fix may change is said whole, and takes no client away that speaks TLS.' },
    isConsequence,
    // A group of ours in which somebody has switched the demand for TLS off. Off is what it is without the setting, and
    // nobody uses the group any more, or RDS would refuse.
    goesWithIt: (operation, { path, before, after }) =>
      operation === `rds:Delete${group}Group` && isIt(path) && before === off && after === undefined,
    // The parameters of a group are many pages.
    longLook: true,
    meddlers,
    scene,
  };
};
