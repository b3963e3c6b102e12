import { waysTo, type Distribution, type Ways } from '../../../cloudfront/facts/origins.ts';
import { isDenied } from '../../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../../aws/marked-pages.ts';
import type { Door } from '../../../cloudfront/facts/bucket-doors.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';

/** What this account's CloudFront has to do with a bucket. */
export interface CloudFront {
  /** Those that reach it, and those that its policy names; `ways` is `null` where nothing leads to the bucket. */
  readonly distributions: readonly {
    readonly id: string;
    readonly arn: string;
    readonly ways: Ways | null;
  }[];
  /** Origin access identities that its policy names. */
  readonly identities: readonly { readonly id: string; readonly user: string }[];
}

/** The SDK client of CloudFront is loaded only for a bucket that is open to plain HTTP. */
const distributionsOf = async (aws: Aws): Promise<readonly Distribution[]> => {
  const { CloudFrontClient, ListDistributionsCommand } = await import('@aws-sdk/client-cloudfront');
  return allOf(
    everyPage(async (Marker) => {
      const { DistributionList } = await aws
        .use(CloudFrontClient)
        .send(new ListDistributionsCommand({ Marker }));
      return { items: DistributionList?.Items, next: DistributionList?.NextMarker };
    }),
  );
};

const identitiesOf = async (aws: Aws): Promise<CloudFront['identities']> => {
  const { CloudFrontClient, ListCloudFrontOriginAccessIdentitiesCommand } =
    await import('@aws-sdk/client-cloudfront');
  const identities = await allOf(
    everyPage(async (Marker) => {
      const { CloudFrontOriginAccessIdentityList: list } = await aws
        .use(CloudFrontClient)
        .send(new ListCloudFrontOriginAccessIdentitiesCommand({ Marker }));
      return { items: list?.Items, next: list?.NextMarker };
    }),
  );
  return identities.map(({ Id = '', S3CanonicalUserId = '' }) => ({ id: Id, user: S3CanonicalUserId }));
};

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);

const see = async (doors: readonly Door[], { id: bucket }: Target, aws: Aws): Promise<CloudFront> => {
  const names = new Set(doors.map(({ name }) => name));
  const hasIdentities = doors.some(({ by }) => by === 'identity' || by === 'user');
  const distributions = (await distributionsOf(aws)).map((distribution) => {
    const { Id: id = '', ARN: arn = '' } = distribution;
    return { id, arn, ways: waysTo(bucket, distribution, names.has(arn)) };
  });
  const identities = hasIdentities ? await identitiesOf(aws) : [];
  return {
    distributions: distributions.filter(({ arn, ways }) => ways !== null || names.has(arn)).toSorted(byId),
    identities: identities.filter(({ id, user }) => names.has(id) || names.has(user)).toSorted(byId),
  };
};

export const noCloudFront: CloudFront = { distributions: [], identities: [] };
/** Where CloudFront has an endpoint. */
const withCloudFront: ReadonlySet<string> = new Set(['aws', 'aws-cn']);

/**
 * `null`: we may not see it. Asked without a door as well: where objects carry ACLs, CloudFront needs none in the policy,
 * and a Deny in the policy goes before every ACL.
 */
export const cloudFrontOf = async (
  doors: readonly Door[],
  target: Target,
  aws: Aws,
): Promise<CloudFront | null> => {
  if (!withCloudFront.has(target.partition))
    return doors.every(({ by }) => by === 'everyone') ? noCloudFront : null;
  try {
    return await see(doors, target, aws);
  } catch (error) {
    if (isDenied(error)) return null;
    throw error;
  }
};
