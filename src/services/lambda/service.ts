import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Functions: what they are told of servers, by this room and by units that must know who was told the address of what would refuse plaintext. */
export default service({
  client: 'LambdaClient',
  prefix: 'lambda',
  iam,
  reads: ['GetFunctionConfiguration', 'ListAliases', 'ListFunctions', 'ListTags'],
  narrowed: { ListTags: { on: ['function'], because: 'Nothing else of Lambda is looked at.' } },
  writes: [],
  shared: {
    ListFunctions: {
      seconds: 60,
      because: 'Functions are named beside what is found, and a function is deployed before it connects.',
    },
  },
});
