import { DescribeLagsCommand, DirectConnectClient } from '@aws-sdk/client-direct-connect';
import { everyPage } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { arnOf, idIn, isGone, meantBy } from '../facts/link.ts';

const type = 'AWS::DirectConnect::Lag';

const targetOf = targetsOf(type, arnOf('dxlag'));

/** https://docs.aws.amazon.com/directconnect/latest/APIReference/API_DescribeLags.html */
async function* all(aws: Aws) {
  const pages = everyPage(async (nextToken) => {
    const asking = new DescribeLagsCommand({ maxResults: 100, nextToken });
    const answer = await aws.use(DirectConnectClient).send(asking);
    return { items: answer.lags, next: answer.nextToken };
  });
  for await (const one of pages) if (!isGone(one.lagState)) yield one;
}

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  for await (const { lagId: id } of all(aws)) if (id !== undefined) yield targetOf(id, place);
}

/** Asked for one that is not there, AWS answers what it answers of any mistake: so it is looked for among all. */
const described = async (id: string, aws: Aws) => {
  for await (const one of all(aws)) if (one.lagId === id) return one;
  return undefined;
};

/** Link aggregation groups: connections that are used as one. AWS Config does not record them. */
const lag: Resource = {
  type,
  arn: 'arn:{partition}:directconnect:{region}:{account}:dxlag/dxlag-{lag}',
  permissions: ['directconnect:DescribeLags'],
  idOf: idIn('dxlag'),
  resolve: async (text, place, aws) => {
    const id = meantBy('dxlag', text, place);
    return id !== undefined && (await described(id, aws)) ? targetOf(id, place) : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ id }, aws) =>
    Object.fromEntries(
      ((await described(id, aws))?.tags ?? []).map(({ key = '', value = '' }) => [key, value]),
    ),
};

export default lag;
