import {
  DescribeListenerCommand,
  GlobalAcceleratorClient,
  ListEndpointGroupsCommand,
} from '@aws-sdk/client-global-accelerator';
import * as z from 'zod/mini';
import { unless } from '../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../aws/marked-pages.ts';
import { remediation, type Aws } from '../../../core/model/remediation.ts';
import type { Target } from '../../../core/model/target.ts';
import { advice } from '../../../families/advice.ts';
import {
  adviceOf,
  httpsInstead,
  messages as all,
  type Listener,
} from './global-accelerator-listener/evaluate.ts';

const read = async ({ arn: ListenerArn }: Target, aws: Aws): Promise<Listener | undefined> => {
  const client = aws.use(GlobalAcceleratorClient);
  const asking = client.send(new DescribeListenerCommand({ ListenerArn }));
  const listener = (await unless('ListenerNotFoundException', undefined, asking))?.Listener;
  if (!listener) return undefined;
  const pages = everyPage(async (NextToken) => {
    const answer = await client.send(
      new ListEndpointGroupsCommand({ ListenerArn, MaxResults: 100, NextToken }),
    );
    return { items: answer.EndpointGroups, next: answer.NextToken };
  });
  // It can go after it was described.
  const groups = await unless('ListenerNotFoundException', undefined, allOf(pages));
  if (!groups) return undefined;
  return {
    protocol: listener.Protocol ?? 'traffic',
    ports: (listener.PortRanges ?? [])
      .toSorted((a, b) => (a.FromPort ?? 0) - (b.FromPort ?? 0))
      .map(({ FromPort = 0, ToPort = FromPort }) =>
        FromPort === ToPort ? `${FromPort}` : `${FromPort}-${ToPort}`,
      ),
    groups: groups
      .map((group) => ({
        arn: group.EndpointGroupArn ?? '',
        region: group.EndpointGroupRegion ?? '',
        protocol: group.HealthCheckProtocol ?? '',
        port: group.HealthCheckPort ?? 0,
        endpoints: (group.EndpointDescriptions ?? []).map(({ EndpointId = '' }) => EndpointId).toSorted(),
      }))
      .toSorted((a, b) => (a.arn < b.arn ? -1 : 1)),
  };
};

const { messages, ...parts } = advice({ messages: all, read, evaluate: adviceOf, write: httpsInstead });

/** Says where traffic of a listener is evaluated, and finds health checks that are sent in plaintext. */
export default remediation({
  meta: {
    id: 'global-accelerator-listener',
    version: 1,
    family: 'advice',
    concerns: { hop: 'none', matter: 'hardening' },
    title: 'Global Accelerator passes on, and checks health over HTTPS',
    summary:
      'Names what is behind each listener of a standard accelerator, with the remediation that evaluates it: Global Accelerator passes TCP and UDP on as they come. The one thing that it sends itself are health checks of instances and Elastic IP addresses: where they are plain HTTP, that is told. Custom routing accelerators are not looked at.',
    resourceType: 'AWS::GlobalAccelerator::Listener',
    configRules: [],
    controls: [],
    services: ['globalaccelerator'],
    reversible: true,
    permissions: {
      read: ['globalaccelerator:DescribeListener', 'globalaccelerator:ListEndpointGroups'],
      write: [],
      undo: [],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/global-accelerator/latest/dg/introduction-how-it-works.html',
      'https://docs.aws.amazon.com/global-accelerator/latest/dg/about-endpoint-groups-health-check-options.html',
      'https://docs.aws.amazon.com/global-accelerator/latest/api/API_UpdateEndpointGroup.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
