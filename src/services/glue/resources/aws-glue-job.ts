import { GetJobCommand, GetJobsCommand, GetTagsCommand, GlueClient } from '@aws-sdk/client-glue';
import { unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { canMean, targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { jobArn, jobNameIn } from '../facts/job.ts';

const type = 'AWS::Glue::Job';

const targetOf = targetsOf(type, jobArn);

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (NextToken) => {
    const answer = await aws.use(GlueClient).send(new GetJobsCommand({ MaxResults: 200, NextToken }));
    return { items: answer.Jobs, next: answer.NextToken };
  });
  for await (const { Name } of pages) if (Name !== undefined) yield targetOf(Name, place);
}

/** Jobs, by name. */
const job: Resource = {
  type,
  arn: 'arn:{partition}:glue:{region}:{account}:job/{job}',
  configRecords: true,
  permissions: ['glue:GetJob', 'glue:GetJobs', 'glue:GetTags'],
  idOf: jobNameIn,
  resolve: async (id, place, aws) => {
    const target = targetOf(jobNameIn(id) ?? id, place);
    if (!canMean(id, target) || target.id === '') return undefined;
    const asking = aws.use(GlueClient).send(new GetJobCommand({ JobName: target.id }));
    return (await unless('EntityNotFoundException', undefined, asking)) && target;
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ arn }, aws) => {
    const asking = aws.use(GlueClient).send(new GetTagsCommand({ ResourceArn: arn }));
    return (await unless('EntityNotFoundException', undefined, asking))?.Tags ?? {};
  },
};

export default job;
