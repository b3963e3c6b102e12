import {
  GetDistributionConfigCommand,
  ListDistributionsCommand,
  ListTagsForResourceCommand,
  CloudFrontClient,
} from '@aws-sdk/client-cloudfront';
import { unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { globalHome } from '../../../aws/regions.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import type { Location, Target } from '../../../core/model/target.ts';
import { distributionArn, distributionNameIn } from '../facts/distribution.ts';

const type = 'AWS::CloudFront::Distribution';

const targetOf = (id: string, { account, region, partition }: Location): Target => ({
  account,
  region,
  partition,
  type,
  id,
  arn: distributionArn({ account, region, partition }, id),
});

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (Marker) => {
    const answer = await aws
      .use(CloudFrontClient)
      .send(new ListDistributionsCommand({ MaxItems: 100, Marker }));
    return { items: answer.DistributionList?.Items, next: answer.DistributionList?.NextMarker };
  });
  for await (const { Id: text } of pages) if (text !== undefined) yield targetOf(text, place);
}

/** TODO: which of them, and how AWS Config names one: by name, by ARN, or by an id of its own. `resolve` takes all three. */
const distribution: Resource = {
  type,
  arn: 'arn:{partition}:cloudfront::{account}:distribution/{distribution}',
  // TODO: without the partitions that do not have it.
  home: globalHome,
  // TODO: configRecords: true, where AWS Config records the type: https://docs.aws.amazon.com/config/latest/developerguide/resource-config-reference.html
  permissions: [
    'cloudfront:GetDistributionConfig',
    'cloudfront:ListDistributions',
    'cloudfront:ListTagsForResource',
  ],
  idOf: distributionNameIn,
  resolve: async (id, place, aws) => {
    const target = targetOf(distributionNameIn(id) ?? id, place);
    const answer = await unless(
      'NoSuchDistribution',
      undefined,
      aws.use(CloudFrontClient).send(new GetDistributionConfigCommand({ Id: target.id })),
    );
    return answer?.DistributionConfig ? target : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async (target, aws) => {
    const answer = await aws
      .use(CloudFrontClient)
      .send(new ListTagsForResourceCommand({ Resource: target.arn }));
    return Object.fromEntries((answer.Tags?.Items ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));
  },
};

export default distribution;
