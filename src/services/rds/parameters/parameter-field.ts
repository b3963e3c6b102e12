import {
  ModifyDBParameterGroupCommand,
  RDSClient,
  ResetDBParameterGroupCommand,
  type ApplyMethod,
} from '@aws-sdk/client-rds';
import { partOf, type Document } from '../../../core/model/remediation.ts';
import { parametersOf } from './parameter-groups.ts';

/** `group/parameter`: neither name may hold a slash. */
export const parameterOn = (group: string, parameter: string): string => `${group}/${parameter}`;

const split = (on: string): readonly [group: string, parameter: string] => {
  const slash = on.indexOf('/');
  return [on.slice(0, slash), on.slice(slash + 1)];
};

/** What people have set in a group, by parameter; `null`: they have not, and the engine decides. */
type Parameters = Readonly<
  Record<string, { readonly set: string | null; readonly applies: 'static' | 'dynamic' }>
>;

/**
 * RDS refuses `immediate` for static parameters, and SQL Server refuses `pending-reboot` for dynamic ones.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBParameterGroup.html
 */
const methodFor = (applies: 'static' | 'dynamic'): ApplyMethod =>
  applies === 'static' ? 'pending-reboot' : 'immediate';

/**
 * Of both calls, and each of them either sets or resets.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ResetDBParameterGroup.html
 */
const parametersPerCall = 20;

const portions = <Some>(all: readonly Some[]): readonly (readonly Some[])[] =>
  Array.from({ length: Math.ceil(all.length / parametersPerCall) }, (_, at) =>
    all.slice(at * parametersPerCall, (at + 1) * parametersPerCall),
  );

/** The parameters of a DB parameter group. A call names those that it changes, and leaves the others as they are. */
export const groupParameters: Document<Parameters> = {
  type: 'DB parameter group',
  name: (on) => split(on)[0],
  batches: (changes) => [
    ...portions(changes.filter(({ after }) => after !== null)),
    ...portions(changes.filter(({ after }) => after === null)),
  ],
  get: async (group, _target, aws) => {
    const found = await parametersOf(group, aws);
    if (!found) return { value: null };
    const parameters = [...found].map(
      ([name, { set, isStatic }]) => [name, { set, applies: isStatic ? 'static' : 'dynamic' }] as const,
    );
    return { value: Object.fromEntries(parameters) };
  },
  put: async (DBParameterGroupName, next, { value: seen }, _target, aws) => {
    const changed = Object.entries(next ?? {}).filter(([name, { set }]) => seen?.[name]?.set !== set);
    const sets = changed.flatMap(([ParameterName, { set, applies }]) =>
      set === null ? [] : [{ ParameterName, ParameterValue: set, ApplyMethod: methodFor(applies) }],
    );
    const resets = changed.flatMap(([ParameterName, { set, applies }]) =>
      set === null ? [{ ParameterName, ApplyMethod: methodFor(applies) }] : [],
    );
    if (sets.length > 0 && resets.length > 0) throw new TypeError('one call either sets or resets');
    const rds = aws.use(RDSClient);
    if (sets.length > 0)
      await rds.send(new ModifyDBParameterGroupCommand({ DBParameterGroupName, Parameters: sets }));
    // Left out, `ResetAllParameters` would mean the whole group.
    if (resets.length > 0)
      await rds.send(
        new ResetDBParameterGroupCommand({
          DBParameterGroupName,
          ResetAllParameters: false,
          Parameters: resets,
        }),
      );
  },
};

/** One parameter of a DB parameter group, as people have set it; `null`: they have not, and the engine decides. */
export const parameter = partOf<string, Parameters>({
  document: groupParameters,
  from: (parameters, on) => parameters?.[split(on)[1]]?.set ?? null,
  into: (parameters, on, set) => {
    const [group, name] = split(on);
    const known = parameters?.[name];
    if (!known) throw new TypeError(`${group} has no parameter ${name} that could be put`);
    return { ...parameters, [name]: { ...known, set } };
  },
});
