import {
  CopyDBParameterGroupCommand,
  CreateDBParameterGroupCommand,
  DeleteDBParameterGroupCommand,
  ModifyDBParameterGroupCommand,
  RDSClient,
  ResetDBParameterGroupCommand,
} from '@aws-sdk/client-rds';
import type { ParameterGroups } from '../../../families/parameter/groups.ts';
import { tlsParameterOfFamily } from '../facts/engines.ts';
import { isDefaultGroup, ownGroupName } from '../facts/names.ts';
import { groupOf, parametersOf, usersOf } from './parameter-groups.ts';
import { resetsOf, settingsOf, tagList } from './parameter-inputs.ts';

/** DB parameter groups: those of instances. */
export const dbParameterGroups: ParameterGroups = {
  type: 'DB parameter group',
  thing: 'instance',
  // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ResetDBParameterGroup.html
  parametersPerCall: 20,
  copies: true,
  isDefault: isDefaultGroup,
  ownName: ownGroupName,
  tlsParameterOfFamily,
  groupOf,
  parametersOf,
  usersOf,
  set: async (DBParameterGroupName, parameters, aws) => {
    const Parameters = settingsOf(parameters);
    const asked = new ModifyDBParameterGroupCommand({ DBParameterGroupName, Parameters });
    await aws.use(RDSClient).send(asked);
  },
  reset: async (DBParameterGroupName, parameters, aws) => {
    const Parameters = resetsOf(parameters);
    // Left out, `ResetAllParameters` would mean the whole group.
    const asked = { DBParameterGroupName, ResetAllParameters: false, Parameters };
    await aws.use(RDSClient).send(new ResetDBParameterGroupCommand(asked));
  },
  make: async (name, { family, description, tags, copyOf }, aws) => {
    const rds = aws.use(RDSClient);
    const Tags = tagList(tags);
    await (copyOf === null
      ? rds.send(
          new CreateDBParameterGroupCommand({
            DBParameterGroupName: name,
            DBParameterGroupFamily: family,
            Description: description,
            Tags,
          }),
        )
      : rds.send(
          new CopyDBParameterGroupCommand({
            SourceDBParameterGroupIdentifier: copyOf,
            TargetDBParameterGroupIdentifier: name,
            TargetDBParameterGroupDescription: description,
            Tags,
          }),
        ));
  },
  drop: async (DBParameterGroupName, aws) => {
    await aws.use(RDSClient).send(new DeleteDBParameterGroupCommand({ DBParameterGroupName }));
  },
};
