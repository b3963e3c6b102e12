import { DescribeDBInstancesCommand, ModifyDBInstanceCommand, RDSClient } from '@aws-sdk/client-rds';
import { defaultGroupOf, instanceNameOf, isDefaultGroup } from '../facts/names.ts';
import type { Field } from '../../../core/model/remediation.ts';
import { groupOf } from './parameter-groups.ts';

const nameOf = (arn: string): string => {
  const name = instanceNameOf(arn);
  if (name === undefined) throw new TypeError(`${arn} is no DB instance`);
  return name;
};

/**
 * The DB parameter group of an instance; `null`: none of its own, that is, the default group of its family.
 *
 * `ApplyImmediately` is never sent: the name changes at once without it, and with it RDS would also carry out
 * whatever the owner has queued for the maintenance window.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html
 */
export const instanceGroup: Field<string> = {
  get: async (arn, _target, aws) => {
    const asked = new DescribeDBInstancesCommand({ DBInstanceIdentifier: nameOf(arn) });
    const [instance] = (await aws.use(RDSClient).send(asked)).DBInstances ?? [];
    const group = instance?.DBParameterGroups?.[0]?.DBParameterGroupName;
    if (group === undefined) return { value: null };
    const family = (await groupOf(group, aws))?.family;
    return { value: isDefaultGroup(group) ? null : group, token: family };
  },
  put: async (arn, value, { token: family }, _target, aws) => {
    if (typeof family !== 'string') throw new TypeError('a put needs what get has seen');
    const DBParameterGroupName = value ?? defaultGroupOf(family);
    const asked = new ModifyDBInstanceCommand({ DBInstanceIdentifier: nameOf(arn), DBParameterGroupName });
    await aws.use(RDSClient).send(asked);
  },
};
