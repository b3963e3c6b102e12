import unit from '../../../../src/services/mq/remediations/amazonmq-broker-endpoint.ts';
import resource from '../../../../src/services/mq/resources/aws-amazonmq-broker.ts';
import { testRemediation } from '../../../kit/tester.ts';

const BrokerId = 'b-00000000-0000-0000-0000-000000000001';
const arn = `arn:aws:mq:eu-west-1:111122223333:broker:orders:${BrokerId}`;
const held = (over: object = {}) => ({ mq: { Brokers: [{ BrokerName: 'orders', BrokerId, ...over }] } });
const enforced = { is: 'compliant', notes: ['enforced', 'caveat'] } as const;
const activeMq = [
  'ssl://{host}:61617',
  'amqp+ssl://{host}:5671',
  'stomp+ssl://{host}:61614',
  'mqtt+ssl://{host}:8883',
  'wss://{host}:61619',
];

testRemediation(unit, resource, {
  RabbitMQ: {
    account: held(),
    target: BrokerId,
    expect: {
      ...enforced,
      says: [
        `AWS enforces it for broker ${BrokerId}: clients connect to ActiveMQ and RabbitMQ by protocols over TLS and by nothing else. (https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/data-protection.html) Seen: Endpoints amqps.`,
      ],
    },
  },
  'ActiveMQ, by all protocols': {
    account: held({ EngineType: 'ACTIVEMQ', Endpoints: activeMq }),
    target: arn,
    expect: enforced,
  },
  'by its name': { account: held(), target: 'orders', expect: enforced },
  'still being made': {
    account: held({ BrokerState: 'CREATION_IN_PROGRESS', Endpoints: [] }),
    target: BrokerId,
    expect: { is: 'unknown', message: 'proof-missing' },
  },
  'a scheme without TLS': {
    account: held({ Endpoints: ['amqps://{host}:5671', 'amqp://{host}:5672'] }),
    target: BrokerId,
    expect: { is: 'non-compliant', message: 'not-as-documented', changes: 0 },
  },
  'an endpoint that is written otherwise': {
    account: held({ Endpoints: ['{host}'] }),
    target: BrokerId,
    expect: { is: 'non-compliant', message: 'not-as-documented', changes: 0 },
  },
  'a broker that is gone': { account: {}, target: arn, gone: true },
});
