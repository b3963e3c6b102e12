import { sandboxRoom } from '../../../sandbox/room.ts';
import { elasticbeanstalk } from './operations.ts';
import { loadElasticbeanstalk, elasticbeanstalkRecords } from './records.ts';

export type { Elasticbeanstalk as Slice } from './records.ts';

export default sandboxRoom({
  client: 'ElasticBeanstalkClient',
  prefix: 'elasticbeanstalk',
  records: elasticbeanstalkRecords,
  load: loadElasticbeanstalk,
  operations: elasticbeanstalk,
  shows: { names: ['EnvironmentName'] },
});
