import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Brokers of ActiveMQ and RabbitMQ. */
export default service({
  client: 'MqClient',
  prefix: 'mq',
  iam,
  reads: ['DescribeBroker', 'ListBrokers', 'ListTags'],
  writes: [],
  narrowed: { ListTags: { on: ['brokers'], because: 'Nothing else of Amazon MQ is looked at.' } },
});
