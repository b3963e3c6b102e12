import { lists } from '../../../sandbox/kit/pages.ts';
import { policyRefusal, storedPolicy, type PolicyRules } from '../../../sandbox/kit/policy.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { isPublic } from './public.ts';
import { refuse, type Operations, type Refusal, type World } from '../../../sandbox/world.ts';
import type { AccessPoint } from './records.ts';

const api = 'https://docs.aws.amazon.com/AmazonS3/latest/API/';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html */
const rules = (partition: string, arn: string): PolicyRules => ({
  partition,
  largest: 20_480,
  isAction: (action) => action === '*' || /^s3:[\w*?]+$/i.test(action),
  isResource: (resource) => resource === arn || resource.startsWith(`${arn}/object/`),
  conditionKeys: ['s3'],
  malformed: (message) =>
    refuse('MalformedPolicy', 400, message, `${api}API_control_PutAccessPointPolicy.html`),
});

interface Named {
  readonly AccountId: string;
  readonly Name?: string;
  readonly ResourceArn?: string;
}
interface Listed extends Named {
  readonly DataSourceType?: string;
}
const accessPoints = recordsOf<AccessPoint, Named>({
  all: (world) => world.s3control.AccessPoints,
  with: (world, AccessPoints) => ({ ...world, s3control: { ...world.s3control, AccessPoints } }),
  is: ({ Account, Name, AccessPointArn, Region }, input, { region }) =>
    Account === input.AccountId &&
    (Name === input.Name || AccessPointArn === input.ResourceArn) &&
    Region === region,
  missing: () =>
    refuse(
      'NoSuchAccessPoint',
      404,
      'The specified accesspoint does not exist',
      `${api}ErrorResponses.html#ErrorCodeList`,
    ),
});

const told = ({
  Name,
  AccessPointArn,
  Bucket,
  BucketAccountId,
  VpcConfiguration,
  DataSourceId,
  DataSourceType,
}: AccessPoint) => ({
  Name,
  AccessPointArn,
  Bucket,
  ...(Bucket !== '' && { BucketAccountId }),
  ...(DataSourceId !== undefined && { DataSourceId }),
  ...(DataSourceType !== undefined && { DataSourceType }),
  NetworkOrigin: VpcConfiguration ? 'VPC' : 'Internet',
  ...(VpcConfiguration && { VpcConfiguration }),
});

const none = (): Refusal =>
  refuse(
    'NoSuchAccessPointPolicy',
    404,
    'The specified accesspoint policy does not exist',
    `${api}ErrorResponses.html#ErrorCodeList`,
  );

/** Of the access point, of its bucket in the same account, and of that account: any of them refuses. */
const blockedBy = (point: AccessPoint, policy: string, world: World): Refusal | undefined => {
  const bucket = world.s3.Buckets.find(({ Name, Owner }) => Name === point.Bucket && Owner === point.Account);
  const isBlocked = [point, world.s3control, bucket].some(
    (one) => one?.PublicAccessBlockConfiguration?.BlockPublicPolicy === true,
  );
  if (point.VpcConfiguration || !isBlocked || !isPublic(policy)) return undefined;
  return refuse(
    'AccessDenied',
    403,
    'User is not authorized to perform: s3:PutAccessPointPolicy because public policies are blocked by the BlockPublicPolicy block public access setting.',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
  );
};

/** What the sandbox plays of it. */
export const s3control: Operations = {
  // API_control_ListAccessPoints.html
  ListAccessPoints: lists({
    as: 'AccessPointList',
    token: 'NextToken',
    most: { as: 'MaxResults', largest: 1000 },
    wrong: (message) => refuse('InvalidArgument', 400, message, `${api}ErrorResponses.html#ErrorCodeList`),
    items: (world, { AccountId, DataSourceType }: Listed, { region }) =>
      world.s3control.AccessPoints.filter(
        ({ Account, Region, Bucket }) =>
          Account === AccountId && Region === region && (Bucket !== '' || DataSourceType === 'ALL'),
      ).map(told),
  }),
  // API_control_GetAccessPoint.html
  GetAccessPoint: accessPoints.reads((point) => ({
    ...told(point),
    PublicAccessBlockConfiguration: point.PublicAccessBlockConfiguration,
  })),
  // API_control_GetPublicAccessBlock.html: of the account.
  GetPublicAccessBlock: (world) =>
    world.s3control.PublicAccessBlockConfiguration
      ? {
          world,
          output: { PublicAccessBlockConfiguration: world.s3control.PublicAccessBlockConfiguration },
        }
      : refuse(
          'NoSuchPublicAccessBlockConfiguration',
          404,
          'The public access block configuration was not found',
          `${api}API_control_GetPublicAccessBlock.html`,
        ),
  // API_control_GetAccessPointPolicy.html
  GetAccessPointPolicy: accessPoints.reads(({ Policy }) => (Policy === undefined ? none() : { Policy })),
  // API_control_PutAccessPointPolicy.html
  PutAccessPointPolicy: accessPoints.changes(
    (point, { Policy }: Named & { readonly Policy: string }, _context, world) => {
      const { partition } = world;
      const refusal =
        policyRefusal(Policy, rules(partition, point.AccessPointArn)) ?? blockedBy(point, Policy, world);
      return refusal ?? { item: { ...point, Policy: storedPolicy(Policy, partition) } };
    },
  ),
  // API_control_DeleteAccessPointPolicy.html
  DeleteAccessPointPolicy: accessPoints.changes(({ Policy: _gone, ...item }) => ({ item })),
  // API_control_ListTagsForResource.html
  ListTagsForResource: accessPoints.reads(({ Tags }) => ({ Tags: tagList(Tags) })),
};
