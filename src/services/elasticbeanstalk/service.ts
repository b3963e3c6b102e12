import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Environments; they are only looked at, because an update needs most of the account's permissions. */
export default service({
  client: 'ElasticBeanstalkClient',
  prefix: 'elasticbeanstalk',
  iam,
  reads: ['DescribeConfigurationSettings', 'DescribeEnvironments', 'ListTagsForResource'],
  narrowed: {
    ListTagsForResource: { on: ['environment'], because: 'Nothing else of Elastic Beanstalk is looked at.' },
  },
  writes: [],
});
