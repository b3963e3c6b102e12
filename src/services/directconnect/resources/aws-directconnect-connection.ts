import { DescribeConnectionsCommand, DirectConnectClient } from '@aws-sdk/client-direct-connect';
import { everyPage } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { arnOf, idIn, isGone, meantBy } from '../facts/link.ts';

const type = 'AWS::DirectConnect::Connection';

const targetOf = targetsOf(type, arnOf('dxcon'));

/** https://docs.aws.amazon.com/directconnect/latest/APIReference/API_DescribeConnections.html */
async function* all(aws: Aws) {
  const pages = everyPage(async (nextToken) => {
    const asking = new DescribeConnectionsCommand({ maxResults: 100, nextToken });
    const answer = await aws.use(DirectConnectClient).send(asking);
    return { items: answer.connections, next: answer.nextToken };
  });
  for await (const one of pages) if (!isGone(one.connectionState)) yield one;
}

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  for await (const { connectionId: id } of all(aws)) if (id !== undefined) yield targetOf(id, place);
}

/** Asked for one that is not there, AWS answers what it answers of any mistake: so it is looked for among all. */
const described = async (id: string, aws: Aws) => {
  for await (const one of all(aws)) if (one.connectionId === id) return one;
  return undefined;
};

/** Connections, dedicated and hosted ones. AWS Config does not record them. */
const connection: Resource = {
  type,
  arn: 'arn:{partition}:directconnect:{region}:{account}:dxcon/dxcon-{connection}',
  permissions: ['directconnect:DescribeConnections'],
  idOf: idIn('dxcon'),
  resolve: async (text, place, aws) => {
    const id = meantBy('dxcon', text, place);
    return id !== undefined && (await described(id, aws)) ? targetOf(id, place) : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ id }, aws) =>
    Object.fromEntries(
      ((await described(id, aws))?.tags ?? []).map(({ key = '', value = '' }) => [key, value]),
    ),
};

export default connection;
