import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Endpoints that devices connect to. */
export default service({
  client: 'IoTClient',
  prefix: 'iot',
  iam,
  reads: ['DescribeDomainConfiguration', 'ListDomainConfigurations', 'ListTagsForResource'],
  writes: ['UpdateDomainConfiguration'],
  narrowed: {
    ListTagsForResource: { on: ['domainconfiguration'], because: 'Nothing else of AWS IoT is looked at.' },
  },
  // The account's own endpoint has no id besides its name: domainconfiguration/iot:Data-ATS.
  arns: { domainconfiguration: 'arn:{partition}:iot:{region}:{account}:domainconfiguration/*' },
});
