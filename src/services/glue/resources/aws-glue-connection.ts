import {
  GetConnectionCommand,
  GetConnectionsCommand,
  GetTagsCommand,
  GlueClient,
} from '@aws-sdk/client-glue';
import { unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { connectionArn, connectionNameIn } from '../facts/connection.ts';
import { serversOf } from '../facts/tls.ts';

const type = 'AWS::Glue::Connection';

const targetOf = targetsOf(type, connectionArn);

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (NextToken) => {
    const answer = await aws
      .use(GlueClient)
      .send(new GetConnectionsCommand({ HidePassword: true, MaxResults: 100, NextToken }));
    return { items: answer.ConnectionList, next: answer.NextToken };
  });
  for await (const { Name } of pages) if (Name !== undefined) yield targetOf(Name, place);
}

/** Connections of the account's own catalog, by their name. AWS Config does not record them. */
const connection: Resource = {
  type,
  arn: 'arn:{partition}:glue:{region}:{account}:connection/{connection}',
  permissions: ['glue:GetConnection', 'glue:GetConnections', 'glue:GetTags'],
  idOf: connectionNameIn,
  resolve: async (id, place, aws) => {
    const target = targetOf(connectionNameIn(id) ?? id, place);
    // An ARN of another account or Region is that of another one.
    if (id.startsWith('arn:') && target.arn !== id) return undefined;
    const asking = aws
      .use(GlueClient)
      .send(new GetConnectionCommand({ Name: target.id, HidePassword: true }));
    // One that a key keeps from us is there, and somebody is to be told.
    const answer = await unless(
      'EntityNotFoundException',
      undefined,
      unless('GlueEncryptionException', { Connection: {} }, asking),
    );
    return answer?.Connection ? target : undefined;
  },
  list,
  root: ({ arn }) => arn,
  // What a key keeps from us is not known, and told so.
  onward: async ({ id: Name }, aws) => {
    const asking = aws.use(GlueClient).send(new GetConnectionCommand({ Name, HidePassword: true }));
    return serversOf((await unless('EntityNotFoundException', undefined, asking))?.Connection ?? {});
  },
  tags: async (target, aws) => {
    const answer = await aws.use(GlueClient).send(new GetTagsCommand({ ResourceArn: target.arn }));
    return answer.Tags ?? {};
  },
};

export default connection;
