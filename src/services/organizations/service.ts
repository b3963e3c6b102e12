import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Where an account stands. */
export default service({
  client: 'OrganizationsClient',
  prefix: 'organizations',
  iam,
  reads: ['DescribeOrganizationalUnit', 'ListParents'],
  writes: [],
  everywhere: {
    DescribeOrganizationalUnit:
      'It is asked in one account about every account and unit of the organization.',
    ListParents: 'It is asked in one account about every account and unit of the organization.',
  },
});
