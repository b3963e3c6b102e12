import { lists } from '../../../sandbox/kit/pages.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operation, type Operations, type Refusal, type World } from '../../../sandbox/world.ts';

const api = 'https://docs.aws.amazon.com/waf/latest/APIReference/';

const missing = (page: string): Refusal =>
  refuse(
    'WAFNonexistentItemException',
    400,
    'AWS WAF couldn’t perform the operation: no such item.',
    api + page,
  );
const invalid =
  (page: string) =>
  (message: string): Refusal =>
    refuse('WAFInvalidParameterException', 400, message, api + page);

const paged = (page: string) => ({
  token: 'NextMarker',
  most: { as: 'Limit', largest: 100 },
  wrong: invalid(page),
});

interface Scoped {
  readonly Scope: string;
}

/** Those of CloudFront are in us-east-1 alone. */
const wrongScope = ({ Scope }: Scoped, region: string, page: string): Refusal | undefined =>
  Scope === 'CLOUDFRONT' && region !== 'us-east-1'
    ? invalid(page)('The scope is not valid. Specify us-east-1 for CLOUDFRONT.')
    : undefined;

const byArn = ({ wafv2 }: World, region: string, arn: string) =>
  wafv2.WebACLs.find(({ ARN, Region }) => ARN === arn && Region === region);

const getWebAcl: Operation<Scoped & { readonly Name: string; readonly Id: string }> = (
  world,
  { Name, Id, Scope },
  { region },
) => {
  const page = 'API_GetWebACL.html';
  const found = world.wafv2.WebACLs.find(
    (one) => one.Region === region && one.Scope === Scope && one.Name === Name && one.Id === Id,
  );
  if (!found) return wrongScope({ Scope }, region, page) ?? missing(page);
  const { Resources: _resources, Region: _region, Tags: _tags, Scope: _scope, ...WebACL } = found;
  return { world, output: { WebACL } };
};

/** Of one type; those of load balancers where none is named. Distributions it never tells of. */
const listResources: Operation<{ readonly WebACLArn: string; readonly ResourceType?: string }> = (
  world,
  { WebACLArn, ResourceType = 'APPLICATION_LOAD_BALANCER' },
  { region },
) => {
  const page = 'API_ListResourcesForWebACL.html';
  const { UnknownTypes, DeniedTypes } = world.wafv2;
  if (UnknownTypes.includes(ResourceType)) return invalid(page)('The resource type is not valid.');
  if (DeniedTypes.includes(ResourceType))
    return refuse(
      'AccessDeniedException',
      400,
      'You are not authorized to perform the operation.',
      'https://docs.aws.amazon.com/waf/latest/developerguide/security_iam_service-with-iam.html',
    );
  const found = byArn(world, region, WebACLArn);
  return found ? { world, output: { ResourceArns: found.Resources[ResourceType] ?? [] } } : missing(page);
};

/** A page of tags, in the member of a member. */
const tagPage = lists({
  as: 'TagList',
  ...paged('API_ListTagsForResource.html'),
  items: (world, { ResourceARN }: { readonly ResourceARN: string }, { region }) => {
    const found = byArn(world, region, ResourceARN);
    return found ? tagList(found.Tags) : missing('API_ListTagsForResource.html');
  },
});
const listTags: typeof tagPage = (world, input, context) => {
  const answer = tagPage(world, input, context);
  if ('refusal' in answer) return answer;
  const { TagList, ...next }: { readonly TagList?: unknown } = answer.output;
  return { ...answer, output: { TagInfoForResource: { ResourceARN: input.ResourceARN, TagList }, ...next } };
};

/** What the sandbox plays of it. */
export const wafv2: Operations = {
  GetWebACL: getWebAcl,
  ListResourcesForWebACL: listResources,
  ListTagsForResource: listTags,
  ListWebACLs: lists({
    as: 'WebACLs',
    ...paged('API_ListWebACLs.html'),
    items: ({ wafv2: { WebACLs } }, { Scope }: Scoped, { region }) =>
      wrongScope({ Scope }, region, 'API_ListWebACLs.html') ??
      WebACLs.filter((one) => one.Region === region && one.Scope === Scope).map(({ Name, Id, ARN }) => ({
        Name,
        Id,
        ARN,
      })),
  }),
};
