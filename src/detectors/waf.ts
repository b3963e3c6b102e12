import {
  CloudFrontClient,
  ListDistributionsCommand,
  type DistributionSummary,
} from '@aws-sdk/client-cloudfront';
import {
  ListResourcesForWebACLCommand,
  ListWebACLsCommand,
  WAFV2Client,
  type WebACLSummary,
} from '@aws-sdk/client-wafv2';
import type { Asked, Spoken } from '../core/model/detectors.ts';
import type { Aws } from '../core/model/remediation.ts';
import { stageIn } from '../services/apigateway/facts/stage.ts';
import { distributionNameIn } from '../services/cloudfront/facts/distribution.ts';
import { parseBalancerArn } from '../services/elbv2/facts/balancer-arn.ts';
import type { Detector } from './detector.ts';
import { firstPages, listed, unreadBeyond } from './pages.ts';

const inspected = (of: string, webAcl: string): Spoken => ({
  of,
  statement: {
    id: webAcl,
    title: `Web ACL ${/\/webacl\/([^/]+)\//.exec(webAcl)?.[1] ?? webAcl} stands before it`,
    severity: 'unrated',
    means: 'inspected',
  },
});
const uninspected = (of: string): Spoken => ({
  of,
  statement: { id: of, title: 'No web ACL stands before it', severity: 'unrated', means: 'uninspected' },
});

/** What a regional web ACL can stand before, of what we look at. */
const kinds = [
  {
    type: 'APPLICATION_LOAD_BALANCER',
    fits: (arn: string) => parseBalancerArn(arn)?.resource.split('/')[1] === 'app',
  },
  {
    type: 'API_GATEWAY',
    fits: (arn: string) => stageIn(arn) !== undefined && arn.startsWith('arn:'),
  },
] as const;

/** A list for each web ACL and kind: less than one question for each resource, which AWS answers once a second. */
const regional = async ({ arns }: Asked, aws: Aws) => {
  const client = aws.use(WAFV2Client);
  const concerned = kinds
    .map(({ type, fits }) => ({ type, arns: [...arns].filter((arn) => fits(arn)) }))
    .filter((one) => one.arns.length > 0);
  if (concerned.length === 0) return { items: [], more: false };
  const { items: webAcls, more } = await firstPages<WebACLSummary>(async (NextMarker) => {
    const answer = await client.send(new ListWebACLsCommand({ Scope: 'REGIONAL', Limit: 100, NextMarker }));
    return { items: answer.WebACLs, next: answer.NextMarker };
  });
  const before = new Map<string, string>();
  for (const { type } of concerned)
    for (const { ARN: WebACLArn } of webAcls) {
      if (WebACLArn === undefined) continue;
      const { ResourceArns } = await client.send(
        new ListResourcesForWebACLCommand({ WebACLArn, ResourceType: type }),
      );
      for (const arn of listed(ResourceArns)) before.set(arn, WebACLArn);
    }
  const items = concerned.flatMap((one) =>
    one.arns.flatMap((arn): readonly Spoken[] => {
      const webAcl = before.get(arn);
      if (webAcl !== undefined) return [inspected(arn, webAcl)];
      // One that was not read may stand before it.
      return more ? [] : [uninspected(arn)];
    }),
  );
  return { items, more };
};

/** Distributions name their web ACL themselves. */
const ofDistributions = async ({ arns }: Asked, aws: Aws) => {
  if (![...arns].some((arn) => distributionNameIn(arn) !== undefined)) return { items: [], more: false };
  const { items, more } = await firstPages<DistributionSummary>(async (Marker) => {
    const { DistributionList } = await aws
      .use(CloudFrontClient)
      .send(new ListDistributionsCommand({ MaxItems: 100, Marker }));
    // AWS leaves the list of none out.
    const none = DistributionList?.Quantity === 0 ? [] : undefined;
    return { items: DistributionList?.Items ?? none, next: DistributionList?.NextMarker };
  });
  return {
    items: items.flatMap(({ ARN = '', WebACLId }) => {
      if (WebACLId === undefined) return [];
      return [WebACLId === '' ? uninspected(ARN) : inspected(ARN, WebACLId)];
    }),
    more,
  };
};

/** Whether a web ACL stands before a load balancer, a stage or a distribution. */
export const waf: Detector = {
  name: 'AWS WAF',
  permissions: [
    'cloudfront:ListDistributions',
    'elasticloadbalancing:DescribeWebACLAssociation',
    'wafv2:ListResourcesForWebACL',
    'wafv2:ListWebACLs',
  ],
  about: async (asked, aws) => {
    const [here, everywhere] = [await regional(asked, aws), await ofDistributions(asked, aws)];
    const items = [...here.items, ...everywhere.items];
    const { unread } = unreadBeyond({ items, more: here.more || everywhere.more });
    return {
      is: 'told',
      spoken: items,
      ...(unread !== undefined && { unread: 'Not every web ACL or distribution was read.' }),
    };
  },
};
