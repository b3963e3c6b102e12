import type { Contract } from '../../kit/contract.ts';
import { evaluatedContract } from '../../kit/evaluated-contract.ts';

/** What the tests must know of each stream. Every member: `test/kit/contract.ts`. */
export const contract: Contract = {
  ...evaluatedContract({
    type: 'AWS::Kinesis::Stream',
    remediation: 'kinesis-stream-endpoint',
    arn: 'arn:aws:kinesis:eu-west-1:111122223333:stream/orders',
    // AWS does it for every stream that there is.
    isRemediated: () => true,
    scene: {
      target: 'orders',
      account: { kinesis: { Streams: [{ StreamName: 'orders', Tags: { team: 'shop' } }] } },
    },
  }),
  sets: { 'kinesis:ListStreams': 'StreamNames', 'kinesis:ListTagsForResource': 'Tags' },
  unpaged: ['kinesis:ListTagsForResource'],
  seed: { not: 'The SDK speaks HTTP/2 with Kinesis, which the server does not.' },
  standsFor: { enforced: 'kinesis-stream-endpoint' },
};
