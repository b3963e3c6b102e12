import { scopeOf, type ResourceKind } from '../src/aws/action-scopes.ts';
import { aggregatorReads, readActions, writeActions } from './grants.ts';
import { names } from './names.ts';
import type { Unit } from './units.ts';

const on = (action: string): readonly ResourceKind[] | string => {
  const scope = scopeOf(action);
  if (!scope) throw new Error(`${action} has no row in src/aws/action-scopes.ts`);
  return 'everywhere' in scope ? scope.everywhere : scope.on;
};

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const rowsOf = (
  role: string,
  actions: readonly string[],
  units: readonly Unit[],
  use: (unit: Unit) => readonly string[],
) =>
  actions.map((action) => {
    const limit = on(action);
    const users = units.filter((unit) => use(unit).includes(action)).map(({ id }) => id);
    return line([
      `\`${role}\`${aggregatorReads.includes(action) ? ', in the hub’s account only' : ''}`,
      `\`${action}\``,
      typeof limit === 'string' ? `everything: ${limit}` : `each ${limit.join(', ')} of the account`,
      users.join(', ') || 'intake and sweep',
    ]);
  });

/** Every permission of every role, from what the remediations declare. The tables of docs/security.md. */
export const permissionsTable = (units: readonly Unit[]): string =>
  [
    line(['Role', 'Action', 'On', 'For']),
    line(['---', '---', '---', '---']),
    ...rowsOf(names.readRole, readActions(units), units, ({ permissions, resourcePermissions }) => [
      ...permissions.read,
      ...resourcePermissions,
    ]),
    ...rowsOf(names.readRole, aggregatorReads, [], () => []),
    ...[...writeActions(units)].flatMap(([service, actions]) =>
      rowsOf(`${names.writeRole}${service}`, actions, units, ({ permissions }) => [
        ...permissions.write,
        ...permissions.undo,
      ]),
    ),
  ].join('\n');
