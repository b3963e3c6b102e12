import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Workgroups of Redshift Serverless. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonredshiftserverless.html */
export default service({
  client: 'RedshiftServerlessClient',
  prefix: 'redshift-serverless',
  iam,
  reads: ['GetWorkgroup', 'ListTagsForResource', 'ListWorkgroups'],
  writes: ['UpdateWorkgroup'],
  narrowed: {
    ListTagsForResource: { on: ['workgroup'], because: 'Namespaces are not looked at.' },
  },
});
