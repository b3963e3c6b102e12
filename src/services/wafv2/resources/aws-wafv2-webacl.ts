import {
  GetWebACLCommand,
  ListTagsForResourceCommand,
  ListWebACLsCommand,
  WAFV2Client,
} from '@aws-sdk/client-wafv2';
import { isArnIn } from '../../../aws/arn.ts';
import { unless } from '../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsByTheirArn, type Location, type Target } from '../../../core/model/target.ts';
import { scopesIn, webAclIn } from '../facts/web-acl.ts';

const type = 'AWS::WAFv2::WebACL';

/** AWS Config names it by its ARN. */
const targetOf = targetsByTheirArn(type);

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  for (const Scope of scopesIn(place)) {
    const pages = everyPage(async (NextMarker) => {
      const answer = await aws
        .use(WAFV2Client)
        .send(new ListWebACLsCommand({ Scope, Limit: 100, NextMarker }));
      return { items: answer.WebACLs, next: answer.NextMarker };
    });
    for await (const { ARN } of pages) if (ARN !== undefined) yield targetOf(ARN, place);
  }
}

const isOf = (arn: string, place: Location): boolean => {
  const scope = webAclIn(arn)?.Scope;
  return isArnIn(arn, place) && scope !== undefined && scopesIn(place).includes(scope);
};

/** By ARN, as AWS Config sends it; by id or name, as people type it. A name that two scopes have is nobody's. */
const resolve = async (id: string, place: Location, aws: Aws): Promise<Target | undefined> => {
  if (id.startsWith('arn:')) {
    const called = isOf(id, place) ? webAclIn(id) : undefined;
    if (!called) return undefined;
    const asking = aws.use(WAFV2Client).send(new GetWebACLCommand({ ...called }));
    const found = await unless('WAFNonexistentItemException', undefined, asking);
    return found?.WebACL?.ARN === id ? targetOf(id, place) : undefined;
  }
  if (!/^[\w-]{1,128}$/.test(id)) return undefined;
  const all = await allOf(list(place, aws));
  const [only, ...more] = all.filter(({ arn }) => {
    const called = webAclIn(arn);
    return called?.Id === id || called?.Name === id;
  });
  return more.length === 0 ? only : undefined;
};

/** Those of AWS WAF; AWS WAF Classic has types of its own. */
const webAcl: Resource = {
  type,
  arn: 'arn:{partition}:wafv2:{region}:{account}:{scope}/webacl/{name}/{id}',
  configRecords: true,
  permissions: ['wafv2:GetWebACL', 'wafv2:ListTagsForResource', 'wafv2:ListWebACLs'],
  idOf: (arn) => (webAclIn(arn) ? arn : undefined),
  resolve,
  list,
  root: ({ arn }) => arn,
  tags: async ({ arn: ResourceARN }, aws) => {
    const tags = await allOf(
      everyPage(async (NextMarker) => {
        const answer = await aws
          .use(WAFV2Client)
          .send(new ListTagsForResourceCommand({ ResourceARN, Limit: 100, NextMarker }));
        return { items: answer.TagInfoForResource?.TagList, next: answer.NextMarker };
      }),
    );
    return tagsByKey(tags);
  },
};

export default webAcl;
