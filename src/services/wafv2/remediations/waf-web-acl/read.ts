import { CloudFrontClient, ListDistributionsByWebACLIdCommand } from '@aws-sdk/client-cloudfront';
import { GetWebACLCommand, ListResourcesForWebACLCommand, WAFV2Client } from '@aws-sdk/client-wafv2';
import { isDenied, isNamed, unless } from '../../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../../aws/marked-pages.ts';
import { WaxsealError } from '../../../../core/model/errors.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { kindsOf } from '../../facts/protected.ts';
import { webAclIn } from '../../facts/web-acl.ts';
import type { WebAcl } from './evaluate.ts';

type Kind = (typeof kindsOf)['REGIONAL'][number];
interface Told {
  readonly arns: readonly string[];
  readonly unseen?: string;
}

/** Of one type. AWS wants a permission of the service that has them, and a Region need not know every type. */
const protectedBy = async (
  { arn, region }: Target,
  { type, named, needs, isEverywhere }: Kind,
  aws: Aws,
): Promise<Told> => {
  try {
    const { ResourceArns = [] } = await aws
      .use(WAFV2Client)
      .send(new ListResourcesForWebACLCommand({ WebACLArn: arn, ResourceType: type }));
    return { arns: ResourceArns };
  } catch (error) {
    // Gone since it was read: it protects nothing any more.
    if (isNamed(error, 'WAFNonexistentItemException')) return { arns: [] };
    if (needs !== undefined && isDenied(error)) return { arns: [], unseen: `${named} (it takes ${needs})` };
    if (!isEverywhere && isNamed(error, 'WAFInvalidParameterException'))
      return { arns: [], unseen: `${named} (${region} does not know the type)` };
    throw error;
  }
};

/** AWS WAF does not tell of them. https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ListDistributionsByWebACLId.html */
const distributionsBehind = async (WebACLId: string, aws: Aws): Promise<readonly string[]> => {
  const distributions = await allOf(
    everyPage(async (Marker) => {
      const { DistributionList } = await aws
        .use(CloudFrontClient)
        .send(new ListDistributionsByWebACLIdCommand({ WebACLId, MaxItems: 100, Marker }));
      if (DistributionList) return { items: DistributionList.Items, next: DistributionList.NextMarker };
      throw new WaxsealError({
        code: 'answer-incomplete',
        says: 'CloudFront answered without a list of distributions, and there always is one.',
        todo: 'Nothing was decided by it. Try again; if it stays so, look at the endpoint that is used.',
        retry: true,
      });
    }),
  );
  return distributions.flatMap(({ ARN }) => (ARN === undefined ? [] : [ARN]));
};

/** The web ACL and what is behind it; `undefined`: it is gone. */
export const readWebAcl = async (target: Target, aws: Aws): Promise<WebAcl | undefined> => {
  const called = webAclIn(target.arn);
  if (!called) return undefined;
  const asking = aws.use(WAFV2Client).send(new GetWebACLCommand({ ...called }));
  const found = (await unless('WAFNonexistentItemException', undefined, asking))?.WebACL;
  if (!found) return undefined;
  const told: Told[] = [];
  // One after another: a look is not to use up what AWS takes of an account at once.
  for (const kind of kindsOf[called.Scope]) told.push(await protectedBy(target, kind, aws));
  const distributions = called.Scope === 'CLOUDFRONT' ? await distributionsBehind(target.arn, aws) : [];
  return {
    name: called.Name,
    scope: called.Scope,
    firewallManager: found.ManagedByFirewallManager
      ? 'made'
      : found.RetrofittedByFirewallManager
        ? 'retrofitted'
        : null,
    behind: [...told.flatMap(({ arns }) => arns), ...distributions].toSorted(),
    unseen: told.flatMap(({ unseen }) => unseen ?? []),
  };
};
