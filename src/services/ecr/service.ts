import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Repositories of images, with a policy each: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html */
export default service({
  client: 'ECRClient',
  prefix: 'ecr',
  iam,
  reads: ['DescribeRepositories', 'GetRepositoryPolicy', 'ListTagsForResource'],
  writes: ['DeleteRepositoryPolicy', 'SetRepositoryPolicy'],
});
