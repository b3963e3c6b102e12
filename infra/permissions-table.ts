import type { Kind } from '../src/aws/iam/book.ts';
import { looks } from '../src/core/model/permissions.ts';
import { book } from '../src/services/book.ts';
import { aggregatorReads, organizationReads, readActions, writeActions } from './grants.ts';
import { athenaPermissions } from '../src/evidence/athena/source.ts';
import { evidencePermissions } from '../src/evidence/sources.ts';
import { names } from './names.ts';
import type { Unit } from './units.ts';

const on = (action: string): readonly Kind[] | string => {
  const scope = book.scopeOf(action);
  if (!scope) throw new Error(`no service.ts names ${action}`);
  return 'everywhere' in scope ? scope.everywhere : scope.on;
};

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

interface Elective {
  readonly actions: readonly string[];
  readonly where: string;
  readonly use: string;
}

/** Rows of the read role that not every deployment has. */
const electives: readonly Elective[] = [
  { actions: aggregatorReads, where: 'in the hub’s account only', use: 'sweep' },
  {
    actions: organizationReads,
    where:
      'with `OrganizationReads=yes` only (or the functions’ roles, with the setting `organization: own`)',
    use: 'policies that speak of `ous`',
  },
];

const rowsOf = (
  role: string,
  actions: readonly string[],
  units: readonly Unit[],
  use: (unit: Unit) => readonly string[],
) =>
  actions.map((action) => {
    const limit = on(action);
    const elective = electives.find((one) => one.actions.includes(action));
    const users = units.filter((unit) => use(unit).includes(action)).map(({ id }) => id);
    return line([
      `\`${role}\`${elective ? `, ${elective.where}` : ''}`,
      `\`${action}\``,
      typeof limit === 'string' ? `everything: ${limit}` : `each ${limit.join(', ')} of the account`,
      users.join(', ') || (elective?.use ?? 'intake and sweep'),
    ]);
  });

const limitedTo: Readonly<Record<string, string>> = {
  's3:GetObject': 'buckets of the setting `evidence.logBuckets`',
  's3:ListBucket': 'buckets of the setting `evidence.logBuckets`',
  'logs:GetQueryResults': 'log groups of the setting `evidence.logGroups`',
  'logs:StartQuery': 'log groups of the setting `evidence.logGroups`',
};

const evidenceRows = evidencePermissions.map((action) => {
  const limit = on(action);
  const every =
    typeof limit === 'string' ? `everything: ${limit}` : `each ${limit.join(', ')} of the account`;
  return line([
    `\`${names.evidenceRole}\`, with the setting \`evidence\` only`,
    `\`${action}\``,
    limitedTo[action] ?? every,
    'who would break',
  ]);
});

const athenaRows = [
  ...athenaPermissions.workgroup.map((action) => [action, 'the workgroup of the setting']),
  ...athenaPermissions.catalog.map((action) => [action, 'databases of the setting, and their tables']),
].map(([action = '', what = '']) =>
  line([
    `\`${names.evidenceRole}\`, with the setting \`evidence.athena\` only`,
    `\`${action}\``,
    what,
    'who would break',
  ]),
);

/** Every permission of every role, from what the remediations declare. The tables of docs/security.md. */
export const permissionsTable = (units: readonly Unit[]): string =>
  [
    line(['Role', 'Action', 'On', 'For']),
    line(['---', '---', '---', '---']),
    ...rowsOf(names.readRole, readActions(units), units, ({ permissions, resourcePermissions }) =>
      looks(permissions, resourcePermissions),
    ),
    ...evidenceRows,
    ...athenaRows,
    ...electives.flatMap(({ actions }) => rowsOf(names.readRole, actions, [], () => [])),
    ...[...writeActions(units)].flatMap(([service, actions]) =>
      rowsOf(`${names.writeRole}${service}`, actions, units, ({ permissions }) => [
        ...permissions.write,
        ...permissions.undo,
      ]),
    ),
  ].join('\n');
