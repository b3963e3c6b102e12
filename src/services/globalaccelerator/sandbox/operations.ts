import { lists } from '../../../sandbox/kit/pages.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operation, type Operations, type Refusal } from '../../../sandbox/world.ts';

const api = 'https://docs.aws.amazon.com/global-accelerator/latest/api/';

const noAccelerator = (page: string): Refusal =>
  refuse('AcceleratorNotFoundException', 400, 'The accelerator does not exist.', `${api}${page}`);
const noListener = (page: string): Refusal =>
  refuse('ListenerNotFoundException', 400, 'The listener does not exist.', `${api}${page}`);

const paged = (page: string) => ({
  token: 'NextToken',
  most: { as: 'MaxResults', largest: 100 },
  wrong: (message: string) =>
    message.startsWith('MaxResults')
      ? refuse('InvalidArgumentException', 400, message, `${api}${page}`)
      : refuse('InvalidNextTokenException', 400, message, `${api}${page}`),
});

const describeListener: Operation<{ readonly ListenerArn: string }> = (world, { ListenerArn: arn }) => {
  const listener = world.globalaccelerator.Listeners.find(({ ListenerArn }) => ListenerArn === arn);
  return listener ? { world, output: { Listener: listener } } : noListener('API_DescribeListener.html');
};

/** Without pages. */
const listTags: Operation<{ readonly ResourceArn: string }> = (world, { ResourceArn: arn }) => {
  const held = world.globalaccelerator.Accelerators.find(({ AcceleratorArn }) => AcceleratorArn === arn);
  return held
    ? { world, output: { Tags: tagList(held.Tags) } }
    : noAccelerator('API_ListTagsForResource.html');
};

/** What the sandbox plays of it. */
export const globalaccelerator: Operations = {
  DescribeListener: describeListener,
  ListAccelerators: lists({
    as: 'Accelerators',
    ...paged('API_ListAccelerators.html'),
    items: ({ globalaccelerator: { Accelerators } }) =>
      Accelerators.map(({ AcceleratorArn }) => ({ AcceleratorArn })),
  }),
  ListListeners: lists({
    as: 'Listeners',
    ...paged('API_ListListeners.html'),
    items: ({ globalaccelerator: held }, { AcceleratorArn: of }: { readonly AcceleratorArn: string }) =>
      held.Accelerators.some(({ AcceleratorArn }) => AcceleratorArn === of)
        ? held.Listeners.filter(({ ListenerArn }) => ListenerArn.startsWith(`${of}/`))
        : noAccelerator('API_ListListeners.html'),
  }),
  ListEndpointGroups: lists({
    as: 'EndpointGroups',
    ...paged('API_ListEndpointGroups.html'),
    items: ({ globalaccelerator: held }, { ListenerArn: of }: { readonly ListenerArn: string }) =>
      held.Listeners.some(({ ListenerArn }) => ListenerArn === of)
        ? held.EndpointGroups.filter(({ EndpointGroupArn }) => EndpointGroupArn.startsWith(`${of}/`))
        : noListener('API_ListEndpointGroups.html'),
  }),
  ListTagsForResource: listTags,
};
