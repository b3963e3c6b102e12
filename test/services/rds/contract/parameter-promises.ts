import type { Promises } from '../../../kit/promises.ts';

/** What RDS itself does to an instance when its group changes. */
const isConsequence = (path: string): boolean =>
  /ParameterApplyStatus$|PendingModifiedValues|DBInstanceStatus/.test(path);

/** What setting one parameter may change. */
export const parameterPromises = (
  name: RegExp,
  wanted: string,
  off: string,
  meddlers: readonly string[],
  scene: Promises['scene'],
): Promises => {
  /** The parameter in whatever group. */
  const isIt = (path: string): boolean =>
    name.test(/^rds\.DBParameterGroups\[[^\]]+\]\.set\.(.+)$/.exec(path)?.[1] ?? '');
  return {
    readBefore: {
      'rds:ModifyDBParameterGroup': 'rds:DescribeDBParameters',
      'rds:ResetDBParameterGroup': 'rds:DescribeDBParameters',
      'rds:ModifyDBInstance': 'rds:DescribeDBInstances',
      'rds:CreateDBParameterGroup': 'rds:DescribeDBParameterGroups',
      'rds:DeleteDBParameterGroup': 'rds:DescribeDBParameterGroups',
    },
    mayFix: (operation, { path, before, after }) => {
      switch (operation) {
        case 'rds:ModifyDBParameterGroup':
          return (isIt(path) && after === wanted) || isConsequence(path);
        case 'rds:CreateDBParameterGroup':
          return before === undefined && path.startsWith('rds.DBParameterGroups[');
        case 'rds:ModifyDBInstance':
          return /\.DBParameterGroups\[[^\]]+\]\.\w+$/.test(path) || isConsequence(path);
        default:
          return false;
      }
    },
    isRemediated: ({ arn }, account) => {
      const base = `rds.DBInstances[${arn.split(':').at(-1)}].`;
      const paths = [...account.keys()].filter((path) => path.startsWith(base));
      const groups = paths.flatMap(
        (path) => /^DBParameterGroups\[([^\]]+)\]/.exec(path.slice(base.length))?.[1] ?? [],
      );
      return (
        paths.length === 0 ||
        [...account].some(
          ([path, value]) =>
            isIt(path) &&
            value === wanted &&
            groups.some((group) => path.startsWith(`rds.DBParameterGroups[${group}]`)),
        )
      );
    },
    disaster: { not: 'What a fix may change is said whole, and takes no client away that speaks TLS.' },
    isConsequence,
    // A group of ours in which somebody has switched the demand for TLS off. Off is what it is without the setting, and
    // nobody uses the group any more, or RDS would refuse.
    goesWithIt: (operation, { path, before, after }) =>
      operation === 'rds:DeleteDBParameterGroup' && isIt(path) && before === off && after === undefined,
    // The parameters of a group are many pages.
    longLook: true,
    meddlers,
    scene,
  };
};
