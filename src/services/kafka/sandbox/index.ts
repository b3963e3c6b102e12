import { sandboxRoom } from '../../../sandbox/room.ts';
import { kafka } from './operations.ts';
import { cluster, serverlessCluster } from './probes.ts';
import { kafkaRecords, loadKafka } from './records.ts';

export type { Kafka as Slice } from './records.ts';

export default sandboxRoom({
  client: 'KafkaClient',
  prefix: 'kafka',
  records: kafkaRecords,
  load: loadKafka,
  operations: kafka,
  probes: { 'AWS::MSK::Cluster': cluster, 'AWS::MSK::ServerlessCluster': serverlessCluster },
  shows: { names: ['ClusterName'] },
});
