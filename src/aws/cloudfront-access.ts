import { parseArn } from './arn.ts';
import { clausesOf } from './policy-condition.ts';
import type { PolicyDocument, Statement } from './policy-document.ts';

/**
 * Whether a bucket's policy lets CloudFront in. It forwards the viewer's protocol to a bucket that is an S3 origin: what
 * a viewer asks for over plain HTTP, it asks S3 for over plain HTTP.
 * Sources: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-s3-origin.html
 */
export interface CloudFrontAccess {
  /** Distributions that the policy names, by ARN, sorted. */
  readonly distributions: readonly string[];
  /** The service is let in without a distribution being named, or by a pattern. */
  readonly anyDistribution: boolean;
  /** Ids of origin access identities that the policy names, sorted. */
  readonly identities: readonly string[];
  /** Canonical users: each may be an origin access identity. */
  readonly canonicalUsers: readonly string[];
}

const namesIn = ({ Principal }: Statement, kind: string): readonly string[] =>
  typeof Principal === 'object' ? [Principal[kind] ?? []].flat() : [];

const isService = (name: string): boolean => /^cloudfront\.amazonaws\.com(\.cn)?$/i.test(name);

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3-oai.html */
const identityOf = (name: string): string | undefined =>
  /^arn:[^:]+:iam::cloudfront:user\/CloudFront Origin Access Identity (E[A-Z0-9]+)$/i.exec(name)?.[1];

const isDistribution = (arn: string): boolean => {
  const { service, resource } = parseArn(arn) ?? {};
  return service === 'cloudfront' && /^distribution\/[A-Z0-9]+$/.test(resource ?? '');
};

const sourcesOf = (statement: Statement): readonly string[] =>
  clausesOf(statement)
    .filter(({ key, operator }) => key === 'aws:sourcearn' && !operator.includes('Not'))
    .flatMap(({ values }) => values);

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)].toSorted();

/** `undefined`: it does not. */
export const cloudFrontAccess = ({ statements }: PolicyDocument): CloudFrontAccess | undefined => {
  const allows = statements.filter(({ Effect }) => Effect === 'Allow');
  const services = allows.filter((it) => namesIn(it, 'Service').some(isService));
  const sources = services.map(sourcesOf);
  const access: CloudFrontAccess = {
    distributions: unique(sources.flat().filter(isDistribution)),
    anyDistribution: sources.some((arns) => arns.length === 0 || !arns.every(isDistribution)),
    identities: unique(
      allows
        .flatMap((it) => namesIn(it, 'AWS'))
        .map(identityOf)
        .filter((id) => id !== undefined),
    ),
    canonicalUsers: unique(allows.flatMap((it) => namesIn(it, 'CanonicalUser'))),
  };
  const { distributions, anyDistribution, identities, canonicalUsers } = access;
  return distributions.length + identities.length + canonicalUsers.length > 0 || anyDistribution
    ? access
    : undefined;
};

/** How CloudFront calls a bucket that is an S3 origin: never the website's endpoint, which is HTTP in any case. */
export const isOriginOf = (domain: string, bucket: string): boolean => {
  const rest = domain.toLowerCase().startsWith(`${bucket}.s3`) ? domain.slice(bucket.length + 1) : '';
  return /^s3(?:[.-][a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?$/i.test(rest) && !/^s3-website/i.test(rest);
};
