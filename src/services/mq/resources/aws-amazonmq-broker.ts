import { DescribeBrokerCommand, ListBrokersCommand, ListTagsCommand, MqClient } from '@aws-sdk/client-mq';
import { isArnIn } from '../../../aws/arn.ts';
import { unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import type { Endpoint, ProtocolName } from '../../../core/model/endpoint.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import type { Location, Target } from '../../../core/model/target.ts';
import { brokerEndpointOf, brokerIdIn, isBrokerId } from '../facts/broker.ts';

const type = 'AWS::AmazonMQ::Broker';

interface Told {
  readonly BrokerId?: string | undefined;
  readonly BrokerArn?: string | undefined;
}
/** `undefined`: Amazon MQ did not say what it is. */
const targetOf = ({ BrokerId: id, BrokerArn: arn }: Told, place: Location): Target | undefined => {
  const { account, region, partition } = place;
  return id !== undefined && arn !== undefined && isArnIn(arn, place)
    ? { account, region, partition, type, id, arn }
    : undefined;
};

const brokers = (aws: Aws) =>
  everyPage(async (NextToken) => {
    const answer = await aws.use(MqClient).send(new ListBrokersCommand({ MaxResults: 100, NextToken }));
    return { items: answer.BrokerSummaries, next: answer.NextToken };
  });

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  for await (const broker of brokers(aws)) {
    const target = targetOf(broker, place);
    if (target) yield target;
  }
}

const describe = (BrokerId: string, aws: Aws) =>
  unless('NotFoundException', undefined, aws.use(MqClient).send(new DescribeBrokerCommand({ BrokerId })));

const named = async (name: string, place: Location, aws: Aws): Promise<Target | undefined> => {
  for await (const broker of brokers(aws)) if (broker.BrokerName === name) return targetOf(broker, place);
  return undefined;
};

const protocols: Readonly<Record<string, ProtocolName>> = {
  amqps: 'amqp',
  'amqp+ssl': 'amqp',
  'mqtt+ssl': 'mqtt',
};

/** Brokers, which AWS Config names by the id that Amazon MQ gives; people know their names, which are one each in a Region. */
const broker: Resource = {
  type,
  arn: 'arn:{partition}:mq:{region}:{account}:broker:{name}:{brokerid}',
  configRecords: true,
  permissions: ['mq:DescribeBroker', 'mq:ListBrokers', 'mq:ListTags'],
  idOf: brokerIdIn,
  resolve: async (text, place, aws) => {
    if (text.startsWith('arn:') && !isArnIn(text, place)) return undefined;
    const id = brokerIdIn(text) ?? text;
    if (!isBrokerId(id)) return /^[\w-]{1,50}$/.test(id) ? named(id, place, aws) : undefined;
    const found = await describe(id, aws);
    return found && targetOf(found, place);
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ arn: ResourceArn }, aws) => {
    const answer = await aws.use(MqClient).send(new ListTagsCommand({ ResourceArn }));
    return answer.Tags ?? {};
  },
  endpoints: async ({ id }, aws) => {
    const { BrokerInstances = [], PubliclyAccessible } = (await describe(id, aws)) ?? {};
    const all = BrokerInstances.flatMap(({ Endpoints = [] }) => Endpoints);
    return all.flatMap((text): readonly Endpoint[] => {
      const found = brokerEndpointOf(text);
      if (!found) return [];
      const { scheme, host, port } = found;
      const protocol = protocols[scheme] ?? 'tls';
      return [{ host, port, protocol, ...(PubliclyAccessible !== true && { internal: true }) }];
    });
  },
};

export default broker;
