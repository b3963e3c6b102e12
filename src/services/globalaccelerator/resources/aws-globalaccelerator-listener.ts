import {
  DescribeListenerCommand,
  GlobalAcceleratorClient,
  ListAcceleratorsCommand,
  ListEndpointGroupsCommand,
  ListListenersCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-global-accelerator';
import { parseArn } from '../../../aws/arn.ts';
import { unless } from '../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsByTheirArn, type Location, type Target } from '../../../core/model/target.ts';
import { acceleratorOf, isListenerArn } from '../facts/listener.ts';

const type = 'AWS::GlobalAccelerator::Listener';

/** AWS Config names it by its ARN. */
const targetOf = targetsByTheirArn(type);

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const client = aws.use(GlobalAcceleratorClient);
  const accelerators = everyPage(async (NextToken) => {
    const answer = await client.send(new ListAcceleratorsCommand({ MaxResults: 100, NextToken }));
    return { items: answer.Accelerators, next: answer.NextToken };
  });
  for await (const { AcceleratorArn } of accelerators) {
    const listeners = everyPage(async (NextToken) => {
      const asking = client.send(new ListListenersCommand({ AcceleratorArn, MaxResults: 100, NextToken }));
      // Removed since it was listed: it has no listeners any more.
      const answer = await unless('AcceleratorNotFoundException', undefined, asking);
      return { items: answer?.Listeners, next: answer?.NextToken };
    });
    for await (const { ListenerArn } of listeners)
      if (ListenerArn !== undefined) yield targetOf(ListenerArn, place);
  }
}

const resolve = async (id: string, place: Location, aws: Aws): Promise<Target | undefined> => {
  const { partition, account } = parseArn(id) ?? {};
  if (!isListenerArn(id) || partition !== place.partition || account !== place.account) return undefined;
  const asking = aws.use(GlobalAcceleratorClient).send(new DescribeListenerCommand({ ListenerArn: id }));
  const answer = await unless('ListenerNotFoundException', undefined, asking);
  return answer?.Listener && targetOf(id, place);
};

/** Listeners of standard accelerators. Those of custom routing accelerators are asked by other operations, and are not looked at. */
const listener: Resource = {
  type,
  arn: 'arn:{partition}:globalaccelerator::{account}:accelerator/{accelerator}/listener/{listener}',
  // The other partitions do not have it. https://docs.aws.amazon.com/general/latest/gr/global_accelerator.html
  home: { aws: 'us-west-2' },
  configRecords: true,
  permissions: [
    'globalaccelerator:DescribeListener',
    'globalaccelerator:ListAccelerators',
    'globalaccelerator:ListEndpointGroups',
    'globalaccelerator:ListListeners',
    'globalaccelerator:ListTagsForResource',
  ],
  idOf: (arn) => (isListenerArn(arn) ? arn : undefined),
  resolve,
  list,
  root: ({ arn }) => acceleratorOf(arn),
  // It neither ends TLS nor refuses plaintext: what is behind it tells.
  onward: async ({ arn: ListenerArn }, aws) => {
    const pages = everyPage(async (NextToken) => {
      const asking = new ListEndpointGroupsCommand({ ListenerArn, MaxResults: 100, NextToken });
      const answer = await aws.use(GlobalAcceleratorClient).send(asking);
      return { items: answer.EndpointGroups, next: answer.NextToken };
    });
    const groups = await unless('ListenerNotFoundException', [], allOf(pages));
    return groups.flatMap(({ EndpointDescriptions = [] }) =>
      EndpointDescriptions.flatMap(({ EndpointId: to }) => (to === undefined ? [] : [{ to }])),
    );
  },
  tags: async ({ arn }, aws) => {
    const { Tags = [] } = await aws
      .use(GlobalAcceleratorClient)
      .send(new ListTagsForResourceCommand({ ResourceArn: acceleratorOf(arn) }));
    return tagsByKey(Tags);
  },
};

export default listener;
