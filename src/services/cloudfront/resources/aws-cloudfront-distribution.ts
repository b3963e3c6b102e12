import {
  GetDistributionConfigCommand,
  ListDistributionsCommand,
  ListTagsForResourceCommand,
  CloudFrontClient,
} from '@aws-sdk/client-cloudfront';
import { unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { globalHome } from '../../../aws/regions.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import { WaxsealError } from '../../../core/model/errors.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { distributionArn, distributionNameIn } from '../facts/distribution.ts';
import { onwardTo } from '../facts/onward.ts';
import { termsOf } from '../facts/viewer-certificate.ts';

const type = 'AWS::CloudFront::Distribution';

const targetOf = targetsOf(type, distributionArn);

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (Marker) => {
    const answer = await aws
      .use(CloudFrontClient)
      .send(new ListDistributionsCommand({ MaxItems: 100, Marker }));
    if (answer.DistributionList)
      return { items: answer.DistributionList.Items, next: answer.DistributionList.NextMarker };
    throw new WaxsealError({
      code: 'answer-incomplete',
      says: 'CloudFront answered without a list of distributions, and there always is one.',
      todo: 'Nothing was decided by it. Try again; if it stays so, look at the endpoint that is used.',
      retry: true,
    });
  });
  for await (const { Id: text } of pages) if (text !== undefined) yield targetOf(text, place);
}

/** The China Regions have distributions of their own; GovCloud has none: an account of AWS itself serves for it. */
const { aws: everywhere, 'aws-cn': china } = globalHome;

/** As CloudFront makes them, and as AWS Config names them: `E1ABCDEFGHIJKL`. */
const isId = (text: string): boolean => /^[A-Z0-9]{1,32}$/.test(text);

const configOf = async (Id: string, aws: Aws) => {
  const asking = aws.use(CloudFrontClient).send(new GetDistributionConfigCommand({ Id }));
  return (await unless('NoSuchDistribution', undefined, asking))?.DistributionConfig;
};

/** Those of the account. AWS Config names one by its id; people also by its ARN. */
const distribution: Resource = {
  type,
  arn: 'arn:{partition}:cloudfront::{account}:distribution/{distribution}',
  // https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/setting-up-cloudfront.html
  home: { aws: everywhere, 'aws-cn': china },
  configRecords: true,
  permissions: [
    'cloudfront:GetDistributionConfig',
    'cloudfront:ListDistributions',
    'cloudfront:ListTagsForResource',
  ],
  idOf: distributionNameIn,
  resolve: async (id, place, aws) => {
    const target = targetOf(distributionNameIn(id) ?? id, place);
    if (!isId(target.id)) return undefined;
    return (await configOf(target.id, aws)) ? target : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async (target, aws) => {
    const answer = await aws
      .use(CloudFrontClient)
      .send(new ListTagsForResourceCommand({ Resource: target.arn }));
    return tagsByKey(answer.Tags?.Items ?? []);
  },
  terms: async ({ id }, aws) => {
    const config = await configOf(id, aws);
    return config ? termsOf(config) : [];
  },
  onward: async ({ id, partition }, aws) => onwardTo((await configOf(id, aws)) ?? {}, partition),
};

export default distribution;
