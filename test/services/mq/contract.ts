import type { Contract } from '../../kit/contract.ts';
import { evaluatedContract } from '../../kit/evaluated-contract.ts';
import { joined } from '../../kit/joined.ts';

const own: Contract = {
  sets: {
    'mq:ListBrokers': 'BrokerSummaries',
    'mq:DescribeBroker': ['BrokerInstances', 'BrokerInstances.Endpoints'],
  },
};

/** What the tests must know of each broker. Every member: `test/kit/contract.ts`. */
export const contract: Contract = joined(
  own,
  evaluatedContract({
    type: 'AWS::AmazonMQ::Broker',
    remediation: 'amazonmq-broker-endpoint',
    arn: 'arn:aws:mq:eu-west-1:111122223333:broker:orders:b-00000000-0000-0000-0000-000000000001',
    // AWS does it for every broker that there is.
    isRemediated: () => true,
    scene: {
      target: 'orders',
      account: { mq: { Brokers: [{ BrokerName: 'orders', Tags: { team: 'shop' } }] } },
    },
  }),
);
