import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Read by units that must know who was told the address of what would refuse plaintext. */
export default service({
  client: 'LambdaClient',
  prefix: 'lambda',
  iam,
  reads: ['ListFunctions'],
  writes: [],
  shared: {
    ListFunctions: {
      seconds: 60,
      because: 'Functions are named beside what is found, and a function is deployed before it connects.',
    },
  },
});
