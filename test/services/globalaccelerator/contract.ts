import type { Contract } from '../../kit/contract.ts';
import { evaluatedContract } from '../../kit/evaluated-contract.ts';

const accelerator = 'arn:aws:globalaccelerator::111122223333:accelerator/a1b2';
const arn = `${accelerator}/listener/c3d4`;

/** What the tests must know of each listener. Every member: `test/kit/contract.ts`. */
export const contract: Contract = {
  ...evaluatedContract({
    type: 'AWS::GlobalAccelerator::Listener',
    remediation: 'global-accelerator-listener',
    arn,
    isRemediated: ({ id }, account) =>
      ![...account].some(
        ([path, value]) =>
          path.startsWith(`globalaccelerator.EndpointGroups[${id}/`) &&
          path.endsWith('.HealthCheckProtocol') &&
          value === 'HTTP',
      ),
    scene: {
      target: arn,
      account: {
        region: 'us-west-2',
        globalaccelerator: {
          Accelerators: [{ AcceleratorArn: accelerator, Tags: { team: 'shop' } }],
          Listeners: [{ ListenerArn: arn }],
          EndpointGroups: [
            {
              EndpointGroupArn: `${arn}/endpoint-group/e5f6`,
              EndpointGroupRegion: 'eu-west-1',
              HealthCheckProtocol: 'HTTP',
              HealthCheckPort: 80,
              EndpointDescriptions: [{ EndpointId: 'i-0a1b2c3d4e5f60718' }],
            },
          ],
        },
      },
    },
  }),
  aims: {
    'AWS::GlobalAccelerator::Listener': [
      { partition: 'aws', account: '111122223333', region: 'us-west-2', arn, changes: [] },
    ],
  },
  sets: {
    'globalaccelerator:ListAccelerators': 'Accelerators',
    'globalaccelerator:ListListeners': ['Listeners', 'Listeners.PortRanges'],
    'globalaccelerator:ListEndpointGroups': ['EndpointGroups', 'EndpointGroups.EndpointDescriptions'],
    'globalaccelerator:DescribeListener': 'Listener.PortRanges',
    'globalaccelerator:ListTagsForResource': 'Tags',
  },
  unpaged: ['globalaccelerator:ListTagsForResource'],
};
