import { DescribeServerCommand, ListServersCommand, TransferClient } from '@aws-sdk/client-transfer';
import { unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { canMean, targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { isServerId, serverArn, serverIdIn } from '../facts/server.ts';

const type = 'AWS::Transfer::Server';

const targetOf = targetsOf(type, serverArn);

/** With its tags: what tells of a server tells of them too. */
const asked = (ServerId: string, aws: Aws) =>
  aws.use(TransferClient).send(new DescribeServerCommand({ ServerId }));

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (NextToken) => {
    const answer = await aws
      .use(TransferClient)
      .send(new ListServersCommand({ MaxResults: 1000, NextToken }));
    return { items: answer.Servers, next: answer.NextToken };
  });
  for await (const { ServerId: id } of pages) if (id !== undefined) yield targetOf(id, place);
}

/** Those of the Region. AWS Config names one by its id; people also by its ARN. */
const server: Resource = {
  type,
  arn: 'arn:{partition}:transfer:{region}:{account}:server/s-{server}',
  configRecords: true,
  permissions: ['transfer:DescribeServer', 'transfer:ListServers'],
  idOf: serverIdIn,
  resolve: async (id, place, aws) => {
    const target = targetOf(serverIdIn(id) ?? id, place);
    if (!canMean(id, target)) return undefined;
    if (!isServerId(target.id)) return undefined;
    return (await unless('ResourceNotFoundException', undefined, asked(target.id, aws))) && target;
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ id }, aws) => {
    const { Server } = await asked(id, aws);
    return tagsByKey(Server?.Tags ?? []);
  },
};

export default server;
