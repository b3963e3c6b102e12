import { clausesOf } from '../../../aws/policy/condition.ts';
import type { PolicyDocument, Statement } from '../../../aws/policy/document.ts';
import { isEveryone, principalsOf } from '../../../aws/policy/principals.ts';
import { isPublicAllow } from '../../../aws/policy/public.ts';

/**
 * By what a bucket policy lets CloudFront in. To a bucket CloudFront speaks as its viewer spoke to it.
 * Sources: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-s3-origin.html
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
 */
export type Door =
  /** Origin access control: distributions whose ARN fits. */
  | { readonly by: 'distribution'; readonly name: string }
  /** An origin access identity. */
  | { readonly by: 'identity'; readonly name: string }
  /** A canonical user: an account, or an origin access identity. */
  | { readonly by: 'user'; readonly name: string }
  /** Whoever comes. */
  | { readonly by: 'everyone'; readonly name: 'everyone' };

const serviceName = /^cloudfront\.amazonaws\.com(?:\.cn)?$/i;
export const isCloudFront = (service: string): boolean => serviceName.test(service);

const identityArn = /^arn:[^:]+:iam::cloudfront:user\/CloudFront Origin Access Identity (\S+)$/;

/** What the tests of one key hold it to; `undefined`: to nothing. */
const heldTo = (statement: Statement, wanted: string): readonly string[] | undefined =>
  clausesOf(statement).find(
    ({ key, operator }) =>
      key === wanted && /^(?:String(?:Equals|EqualsIgnoreCase|Like)|Arn(?:Equals|Like))$/.test(operator),
  )?.values;

/** A policy variable may be anything. */
const opened = (value: string): string => value.replaceAll(/\$\{[^}]*\}/g, '*');

const distributionsOf = (statement: Statement): readonly Door[] => {
  const arns =
    heldTo(statement, 'aws:sourcearn') ??
    (heldTo(statement, 'aws:sourceaccount') ?? ['*']).map(
      (account) => `arn:*:cloudfront::${account}:distribution/*`,
    );
  return arns.map((arn) => ({ by: 'distribution', name: opened(arn) }));
};

/** Everyone, held to a source or to a service: it is that source, not everyone. */
const isOfCloudFront = (statement: Statement): boolean =>
  heldTo(statement, 'aws:sourcearn')?.some((arn) => /^[^:]*:[^:]*:(?:cloudfront|\*)/.test(opened(arn))) ??
  heldTo(statement, 'aws:principalservicename')?.some((name) => isCloudFront(name) || name.includes('*')) ??
  false;

/** Without access control CloudFront comes unsigned; its addresses are published, and some policies list them. */
const isOpen = (statement: Statement): boolean =>
  isPublicAllow(statement) || clausesOf(statement).some(({ key }) => key === 'aws:sourceip');

const forEveryone = (statement: Statement): readonly Door[] => {
  if (isOfCloudFront(statement)) return distributionsOf(statement);
  return isOpen(statement) ? [{ by: 'everyone', name: 'everyone' }] : [];
};

const doorsOfAllow = (statement: Statement): readonly Door[] => {
  if (statement.NotPrincipal !== undefined || isEveryone(statement)) return forEveryone(statement);
  const identities = principalsOf(statement, 'AWS').flatMap((name) => identityArn.exec(name)?.[1] ?? []);
  return [
    ...(principalsOf(statement, 'Service').some(isCloudFront) ? distributionsOf(statement) : []),
    ...identities.map((name): Door => ({ by: 'identity', name })),
    ...principalsOf(statement, 'CanonicalUser').map((name): Door => ({ by: 'user', name })),
  ];
};

/** Every door once, by name. */
export const doorsToCloudFront = ({ statements }: PolicyDocument): readonly Door[] => {
  const doors = statements.filter(({ Effect }) => Effect === 'Allow').flatMap(doorsOfAllow);
  return [...new Map(doors.map((door) => [`${door.by} ${door.name}`, door] as const))]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, door]) => door);
};
