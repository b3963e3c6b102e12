import { DescribeBrokerCommand, MqClient } from '@aws-sdk/client-mq';
import * as z from 'zod/mini';
import { unless } from '../../../aws/error-names.ts';
import { remediation } from '../../../core/model/remediation.ts';
import { enforced } from '../../../families/enforced.ts';
import { brokerEndpointOf, isTls } from '../facts/broker.ts';

const page = 'https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/data-protection.html';

/** Every scheme by which clients connect, once; `null`: the broker has no endpoints (yet). */
const schemesIn = (endpoints: readonly string[]): string | null => {
  const schemes = endpoints.map((text) => brokerEndpointOf(text)?.scheme ?? text);
  return schemes.length === 0 ? null : [...new Set(schemes)].toSorted().join(', ');
};

const { messages, ...parts } = enforced({
  thing: 'broker',
  page,
  says: 'clients connect to ActiveMQ and RabbitMQ by protocols over TLS and by nothing else.',
  caveat:
    'Nodes of a RabbitMQ cluster speak with one another without TLS, within a network that belongs to AWS. Ciphers cannot be chosen, and what clients do with messages is not seen.',
  field: {
    name: 'Endpoints',
    holds: (value) => value.split(', ').every(isTls),
  },
  read: async ({ id: BrokerId }, aws) => {
    const asking = aws.use(MqClient).send(new DescribeBrokerCommand({ BrokerId }));
    const found = await unless('NotFoundException', undefined, asking);
    const endpoints = (found?.BrokerInstances ?? []).flatMap(({ Endpoints = [] }) => Endpoints);
    return found && { value: schemesIn(endpoints) };
  },
});

/** Shows that AWS lets nobody reach a broker without TLS. */
export default remediation({
  meta: {
    id: 'amazonmq-broker-endpoint',
    version: 1,
    family: 'enforced',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'Amazon MQ brokers are reached over TLS only',
    summary:
      'Reads the endpoints of a broker and compares their schemes with what AWS documents: all of them are those of TLS. Nothing is written.',
    resourceType: 'AWS::AmazonMQ::Broker',
    configRules: [],
    controls: [],
    services: ['mq'],
    reversible: true,
    permissions: { read: ['mq:DescribeBroker'], write: [], undo: [] },
    messages,
    docs: [
      page,
      'https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-supported-protocols.html',
      'https://docs.aws.amazon.com/amazon-mq/latest/api-reference/brokers-broker-id.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
