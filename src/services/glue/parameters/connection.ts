import {
  GetConnectionCommand,
  GlueClient,
  UpdateConnectionCommand,
  type AuthenticationConfiguration,
  type Connection,
  type ConnectionInput,
} from '@aws-sdk/client-glue';
import { droppedFrom } from '../../../aws/dropped-members.ts';
import { unless } from '../../../aws/error-names.ts';
import { WaxsealError } from '../../../core/model/errors.ts';
import type { Aws, Document } from '../../../core/model/remediation.ts';
import type { Target } from '../../../core/model/target.ts';
import { toBePut, wholeAnswer } from '../../../families/whole-answer.ts';
import { hiddenIn } from '../facts/tls.ts';

/** What Glue tells of a connection and takes of nobody; dates would be another state at every look. */
const told = ({
  CreationTime: _created,
  LastUpdatedTime: _updated,
  LastUpdatedBy: _by,
  LastConnectionValidationTime: _validated,
  Status: _status,
  StatusReason: _reason,
  ConnectionSchemaVersion: _version,
  ...said
}: Connection): Connection => said;

/** With its sets in order: Glue answers them in any. */
export const canonical = (connection: Connection): Connection => {
  const {
    MatchCriteria: criteria,
    PhysicalConnectionRequirements: network,
    CompatibleComputeEnvironments: environments,
    ...rest
  } = connection;
  const groups = network?.SecurityGroupIdList;
  return {
    ...rest,
    ...(criteria && { MatchCriteria: criteria.toSorted() }),
    ...(environments && { CompatibleComputeEnvironments: environments.toSorted() }),
    ...(network && {
      PhysicalConnectionRequirements: {
        ...network,
        ...(groups && { SecurityGroupIdList: groups.toSorted() }),
      },
    }),
  };
};

/** `undefined`: it is gone. Its password is never asked for. */
export const connectionOf = async ({ id: Name }: Target, aws: Aws) => {
  const command = wholeAnswer(new GetConnectionCommand({ Name, HidePassword: true }), {
    root: (answer) => answer,
    whole: 'Connection',
  });
  const answer = await unless('EntityNotFoundException', undefined, aws.use(GlueClient).send(command));
  return (
    answer?.Connection && {
      whole: told(answer.Connection),
      status: answer.Connection.Status ?? 'READY',
      dropped: droppedFrom(answer),
    }
  );
};

const authenticationIn = ({ AuthenticationType, SecretArn, KmsKeyArn }: AuthenticationConfiguration) => ({
  ...(AuthenticationType && { AuthenticationType }),
  ...(SecretArn !== undefined && { SecretArn }),
  ...(KmsKeyArn !== undefined && { KmsKeyArn }),
});

/**
 * `ValidateCredentials` is left out, as it is where its owner saves it: Glue then tests what it tests by itself (its default is true), says so by
 * the status, and its answer is waited for. What a connection is validated for is what it is told to fit, so that it still does.
 * https://docs.aws.amazon.com/glue/latest/webapi/API_ConnectionInput.html
 */
const inputOf = (connection: Connection, Name: string): ConnectionInput => {
  const {
    AuthenticationConfiguration: authentication,
    ConnectionType,
    ConnectionProperties = {},
    CompatibleComputeEnvironments: environments = [],
    ...rest
  } = connection;
  return {
    ...rest,
    Name,
    ConnectionType,
    ConnectionProperties,
    ...(authentication && { AuthenticationConfiguration: authenticationIn(authentication) }),
    ...(environments.length > 0 && { ValidateForComputeEnvironments: environments }),
  };
};

const isToken = (token: unknown): token is { readonly dropped: readonly string[] } =>
  typeof token === 'object' && token !== null && 'dropped' in token;

/**
 * A connection of the account's own catalog. Glue has no revision to put with: what the engine has compared a moment ago is put back
 * with one property changed, and never anything of which a part was hidden, whatever the plan had seen before.
 * https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateConnection.html
 */
export const connection: Document<Connection> = {
  type: 'connection',
  name: (_on, { id }) => id,
  // They are sent as they came.
  content: canonical,
  get: async (_name, target, aws) => {
    const { whole, dropped = [] } = (await connectionOf(target, aws)) ?? {};
    return { value: whole ?? null, token: { dropped } };
  },
  put: async (Name, whole, { token }, _target, aws) => {
    if (whole === null || !isToken(token)) throw new TypeError('nobody deletes a connection here');
    toBePut(token.dropped, { service: 'Glue', thing: 'connection', id: Name });
    const hidden = hiddenIn(whole);
    if (hidden !== undefined)
      throw new WaxsealError({
        code: 'connection-hides-password',
        says: `Glue may hide a password of connection ${Name} (${hidden}), and the call that changes a connection would lose it.`,
        todo: 'Give the connection a secret of Secrets Manager, or change it by hand.',
      });
    await aws
      .use(GlueClient)
      .send(new UpdateConnectionCommand({ Name, ConnectionInput: inputOf(whole, Name) }));
  },
};
