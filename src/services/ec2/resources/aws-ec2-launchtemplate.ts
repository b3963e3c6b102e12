import { DescribeLaunchTemplatesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { launchTemplateArn, launchTemplateIdIn, launchTemplateIn } from '../facts/launch-template.ts';
import { launchTemplateOf } from '../parameters/described.ts';

const type = 'AWS::EC2::LaunchTemplate';

const targetOf = targetsOf(type, launchTemplateArn);

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeLaunchTemplates.html */
async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (NextToken) => {
    const asking = new DescribeLaunchTemplatesCommand({ MaxResults: 200, NextToken });
    const answer = await aws.use(EC2Client).send(asking);
    return { items: answer.LaunchTemplates, next: answer.NextToken };
  });
  for await (const { LaunchTemplateId: id } of pages) if (id !== undefined) yield targetOf(id, place);
}

/** Launch templates. AWS Config names them by id. */
const launchTemplate: Resource = {
  type,
  arn: 'arn:{partition}:ec2:{region}:{account}:launch-template/lt-{template}',
  configRecords: true,
  permissions: ['ec2:DescribeLaunchTemplates'],
  idOf: launchTemplateIdIn,
  resolve: async (text, place, aws) => {
    const id = launchTemplateIn(text, place);
    return id !== undefined && (await launchTemplateOf(id, aws)) ? targetOf(id, place) : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ id }, aws) => tagsByKey((await launchTemplateOf(id, aws))?.Tags ?? []),
};

export default launchTemplate;
