import {
  DescribeTagsCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { parseTargetGroupArn } from '../facts/balancer-arn.ts';
import { targetsByArn } from '../facts/target.ts';
import { unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import type { Location, Target } from '../../../core/model/target.ts';

const type = 'AWS::ElasticLoadBalancingV2::TargetGroup';

const targetOf = targetsByArn(type, parseTargetGroupArn);

async function* list(location: Location, aws: Aws): AsyncGenerator<Target> {
  const client = aws.use(ElasticLoadBalancingV2Client);
  const pages = everyPage(async (Marker) => {
    const answer = await client.send(new DescribeTargetGroupsCommand({ Marker }));
    return { items: answer.TargetGroups, next: answer.NextMarker };
  });
  for await (const { TargetGroupArn: arn = '' } of pages) {
    const target = targetOf(arn, location);
    if (target) yield target;
  }
}

const resolve = async (id: string, location: Location, aws: Aws): Promise<Target | undefined> => {
  const target = targetOf(id, location);
  if (!target || target.region !== location.region) return target;
  const asking = aws
    .use(ElasticLoadBalancingV2Client)
    .send(new DescribeTargetGroupsCommand({ TargetGroupArns: [id] }));
  const answer = await unless('TargetGroupNotFoundException', undefined, asking);
  return answer?.TargetGroups?.length ? target : undefined;
};

/** Target groups of every type of load balancer. AWS Config names them by ARN. */
const targetGroup: Resource = {
  type,
  arn: 'arn:{partition}:elasticloadbalancing:{region}:{account}:targetgroup/{name}/{id}',
  configRecords: true,
  permissions: ['elasticloadbalancing:DescribeTags', 'elasticloadbalancing:DescribeTargetGroups'],
  idOf: (arn) => (parseTargetGroupArn(arn) ? arn : undefined),
  resolve,
  list,
  root: ({ arn }) => arn,
  tags: async ({ arn }, aws) => {
    const { TagDescriptions = [] } = await aws
      .use(ElasticLoadBalancingV2Client)
      .send(new DescribeTagsCommand({ ResourceArns: [arn] }));
    return tagsByKey(TagDescriptions.flatMap(({ Tags = [] }) => Tags));
  },
};

export default targetGroup;
