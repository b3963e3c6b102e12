import { DescribeDBInstancesCommand, ModifyDBInstanceCommand, RDSClient } from '@aws-sdk/client-rds';
import type { Attaching } from '../../../families/parameter/fields.ts';
import { defaultGroupOf, instanceNameOf } from '../facts/names.ts';
import { dbParameterGroups } from './db-parameter-groups.ts';

const nameOf = (arn: string): string => {
  const name = instanceNameOf(arn);
  if (name === undefined) throw new TypeError(`${arn} is no DB instance`);
  return name;
};

/** How an instance gets another DB parameter group. */
export const instanceAttaching: Attaching = {
  groups: dbParameterGroups,
  defaultOf: defaultGroupOf,
  attached: async (arn, aws) => {
    const asked = new DescribeDBInstancesCommand({ DBInstanceIdentifier: nameOf(arn) });
    const [instance] = (await aws.use(RDSClient).send(asked)).DBInstances ?? [];
    return instance?.DBParameterGroups?.[0]?.DBParameterGroupName;
  },
  /**
   * `ApplyImmediately` is never sent: the name changes at once without it, and with it RDS would also carry out
   * whatever the owner has queued for the maintenance window.
   * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html
   */
  attach: async (arn, DBParameterGroupName, aws) => {
    const asked = new ModifyDBInstanceCommand({ DBInstanceIdentifier: nameOf(arn), DBParameterGroupName });
    await aws.use(RDSClient).send(asked);
  },
};
