import { BatchClient, DescribeJobDefinitionsCommand } from '@aws-sdk/client-batch';
import { allOf, everyPage } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsByTheirArn, type Location, type Target } from '../../../core/model/target.ts';
import { jobDefinitionIn, revisionIn } from '../facts/job-definition.ts';

const type = 'AWS::Batch::JobDefinition';

const targetOf = targetsByTheirArn(type);

/** Of each name the newest revision that is active: that is what a job gets that names none. */
async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (nextToken) => {
    const asking = new DescribeJobDefinitionsCommand({ status: 'ACTIVE', maxResults: 100, nextToken });
    const answer = await aws.use(BatchClient).send(asking);
    return { items: answer.jobDefinitions, next: answer.nextToken };
  });
  const newest = new Map<string, { readonly arn: string; readonly revision: number }>();
  for (const { jobDefinitionArn: arn = '' } of await allOf(pages)) {
    const { name, revision } = revisionIn(arn) ?? {};
    if (name === undefined || revision === undefined) continue;
    if (revision > (newest.get(name)?.revision ?? 0)) newest.set(name, { arn, revision });
  }
  for (const { arn } of newest.values()) yield targetOf(arn, place);
}

const described = async (arn: string, aws: Aws) => {
  const asking = new DescribeJobDefinitionsCommand({ jobDefinitions: [arn] });
  const { jobDefinitions = [] } = await aws.use(BatchClient).send(asking);
  return jobDefinitions.find((one) => one.jobDefinitionArn === arn);
};

/** Revisions of job definitions, by ARN. AWS Config does not record them. */
const jobDefinition: Resource = {
  type,
  arn: 'arn:{partition}:batch:{region}:{account}:job-definition/{name}:{revision}',
  permissions: ['batch:DescribeJobDefinitions'],
  idOf: (arn) => (revisionIn(arn) ? arn : undefined),
  resolve: async (id, place, aws) => {
    const arn = jobDefinitionIn(id, place);
    return arn !== undefined && (await described(arn, aws)) ? targetOf(arn, place) : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ arn }, aws) => (await described(arn, aws))?.tags ?? {},
};

export default jobDefinition;
