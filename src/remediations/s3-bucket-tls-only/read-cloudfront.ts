import { isOriginOf, type CloudFrontAccess } from '../../aws/cloudfront-access.ts';
import { isDenied } from '../../aws/error-names.ts';
import { allOf, everyPage } from '../../aws/marked-pages.ts';
import type { Aws } from '../../core/remediation.ts';
import type { Target } from '../../core/target.ts';

/** A distribution that has the bucket as an S3 origin. */
interface Distribution {
  readonly id: string;
  /** Path patterns of behaviours that reach the bucket and let viewers use plain HTTP, `*` the default one; sorted. */
  readonly plain: readonly string[];
}

/** What is known of the distributions that the policy lets in. */
export interface Fronts {
  /** Of this account, by id. */
  readonly distributions: readonly Distribution[];
  /** Whom the policy lets in and we cannot look at, sorted. */
  readonly unread: readonly string[];
}

interface Behaviour {
  readonly PathPattern?: string | undefined;
  readonly TargetOriginId?: string | undefined;
  readonly ViewerProtocolPolicy?: string | undefined;
}
interface Summary {
  readonly Id?: string | undefined;
  readonly Origins?:
    | {
        readonly Items?:
          | readonly { readonly Id?: string | undefined; readonly DomainName?: string | undefined }[]
          | undefined;
      }
    | undefined;
  readonly OriginGroups?:
    | {
        readonly Items?:
          | readonly {
              readonly Id?: string | undefined;
              readonly Members?:
                | { readonly Items?: readonly { readonly OriginId?: string | undefined }[] | undefined }
                | undefined;
            }[]
          | undefined;
      }
    | undefined;
  readonly DefaultCacheBehavior?: Behaviour | undefined;
  readonly CacheBehaviors?: { readonly Items?: readonly Behaviour[] | undefined } | undefined;
}

/** `undefined`: the bucket is no origin of it. */
const reaching = (summary: Summary, bucket: string): Distribution | undefined => {
  const { Id = '', Origins, OriginGroups, DefaultCacheBehavior, CacheBehaviors } = summary;
  const origins = new Set(
    (Origins?.Items ?? [])
      .filter(({ DomainName = '' }) => isOriginOf(DomainName, bucket))
      .map((origin) => origin.Id),
  );
  if (origins.size === 0) return undefined;
  const groups = (OriginGroups?.Items ?? []).filter(({ Members }) =>
    (Members?.Items ?? []).some(({ OriginId }) => origins.has(OriginId)),
  );
  for (const group of groups) origins.add(group.Id);
  const behaviours = [
    ...(DefaultCacheBehavior ? [{ ...DefaultCacheBehavior, PathPattern: '*' }] : []),
    ...(CacheBehaviors?.Items ?? []),
  ];
  const plain = behaviours
    .filter(({ TargetOriginId }) => origins.has(TargetOriginId))
    .filter(
      ({ ViewerProtocolPolicy }) => !['redirect-to-https', 'https-only'].includes(ViewerProtocolPolicy ?? ''),
    )
    .map(({ PathPattern = '*' }) => PathPattern);
  return { id: Id, plain: plain.toSorted() };
};

const distributionsOf = async (bucket: string, aws: Aws): Promise<readonly Distribution[] | undefined> => {
  const { CloudFrontClient, ListDistributionsCommand } = await import('@aws-sdk/client-cloudfront');
  const pages = everyPage(async (Marker) => {
    const { DistributionList } = await aws
      .use(CloudFrontClient)
      .send(new ListDistributionsCommand({ Marker }));
    const { Items, IsTruncated, NextMarker } = DistributionList ?? {};
    return { items: Items, next: IsTruncated === true ? NextMarker : undefined };
  });
  try {
    const found = (await allOf(pages)).flatMap((summary) => reaching(summary, bucket) ?? []);
    return found.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  } catch (error) {
    if (isDenied(error)) return undefined;
    throw error;
  }
};

/** Distributions of this account are read; those of others, and those that we do not find, stay unread. */
export const frontsOf = async (
  access: CloudFrontAccess,
  { id, account }: Target,
  aws: Aws,
): Promise<Fronts> => {
  const { distributions: named, anyDistribution, identities, canonicalUsers } = access;
  const found = await distributionsOf(id, aws);
  if (!found) {
    const users = canonicalUsers.map((user) => `canonical user ${user.slice(0, 8)}…`);
    const everyone = anyDistribution ? ['any distribution'] : [];
    return { distributions: [], unread: [...named, ...identities, ...users, ...everyone].toSorted() };
  }
  const known = (arn: string): boolean =>
    arn.split(':')[4] === account && found.some((one) => arn.endsWith(`/${one.id}`));
  const unnamed = anyDistribution && found.length === 0 ? ['any distribution'] : [];
  return { distributions: found, unread: [...named.filter((arn) => !known(arn)), ...unnamed].toSorted() };
};
