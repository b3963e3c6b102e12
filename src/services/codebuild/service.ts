import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Build projects; they are only looked at. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodebuild.html */
export default service({
  client: 'CodeBuildClient',
  prefix: 'codebuild',
  iam,
  reads: ['BatchGetProjects', 'ListProjects'],
  gathered: { BatchGetProjects: { asks: 'names', most: 100, answers: 'projects', by: 'name' } },
  writes: [],
});
