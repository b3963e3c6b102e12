import {
  ModifyDBParameterGroupCommand,
  RDSClient,
  ResetDBParameterGroupCommand,
  type ApplyMethod,
} from '@aws-sdk/client-rds';
import type { Field } from '../../core/remediation.ts';
import { parametersOf } from './parameter-groups.ts';

/** `group/parameter`: neither name may hold a slash. */
export const parameterOn = (group: string, parameter: string): string => `${group}/${parameter}`;

const split = (on: string): readonly [group: string, parameter: string] => {
  const slash = on.indexOf('/');
  return [on.slice(0, slash), on.slice(slash + 1)];
};

/**
 * RDS refuses `immediate` for static parameters, and SQL Server refuses `pending-reboot` for dynamic ones.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBParameterGroup.html
 */
const methodFor = (applies: unknown): ApplyMethod => {
  if (applies !== 'static' && applies !== 'dynamic') throw new TypeError('a put needs what get has seen');
  return applies === 'static' ? 'pending-reboot' : 'immediate';
};

/** One parameter of a DB parameter group, as people have set it; `null`: they have not, and the engine decides. */
export const parameter: Field<string> = {
  document: (on) => split(on)[0],
  get: async (on, _target, aws) => {
    const [group, name] = split(on);
    const found = (await parametersOf(group, aws))?.get(name);
    return { value: found?.set ?? null, ...(found && { token: found.isStatic ? 'static' : 'dynamic' }) };
  },
  put: async (on, value, { token }, _target, aws) => {
    const [DBParameterGroupName, ParameterName] = split(on);
    const rds = aws.use(RDSClient);
    const ApplyMethod = methodFor(token);
    if (value !== null) {
      const Parameters = [{ ParameterName, ParameterValue: value, ApplyMethod }];
      await rds.send(new ModifyDBParameterGroupCommand({ DBParameterGroupName, Parameters }));
      return;
    }
    // Left out, `ResetAllParameters` would mean the whole group.
    const Parameters = [{ ParameterName, ApplyMethod }];
    await rds.send(
      new ResetDBParameterGroupCommand({ DBParameterGroupName, ResetAllParameters: false, Parameters }),
    );
  },
};
