import { doorsToCloudFront, type Door } from '../../../cloudfront/facts/bucket-doors.ts';
import type { PolicyDocument } from '../../../../aws/policy/document.ts';
import { matches } from '../../../../core/policy/glob.ts';
import type { Said } from '../../../../core/say/said.ts';
import type { Target } from '../../../../core/model/target.ts';
import type { Id } from './messages.ts';
import type { CloudFront } from './read-cloudfront.ts';

type Sayings = readonly Said<Id>[];

const isExact = (arn: string): boolean => !/[*?]/.test(arn);

/** Whether a door stands open to something that this account does not have. */
const leadsElsewhere = (
  { by, name }: Door,
  { distributions, identities }: CloudFront,
  account: string,
): boolean => {
  if (by === 'identity') return !identities.some(({ id }) => id === name);
  if (by !== 'distribution') return false;
  if (isExact(name)) return !distributions.some(({ arn }) => matches(name, arn));
  return name.split(':')[4] !== account;
};

/** Without a door in the policy there are still the ACLs of objects. */
const named = (some: readonly Door[]): string =>
  some.length === 0 ? 'ACLs' : some.map(({ name }) => name).join(', ');

/** What CloudFront would no longer be given, once plain HTTP is refused. */
export const cloudFrontHazards = (
  policy: PolicyDocument,
  cloudFront: CloudFront | null,
  { id: bucket, account }: Target,
): Sayings => {
  const doors = doorsToCloudFront(policy);
  if (cloudFront === null) {
    return [{ message: 'cloudfront-unread', data: { bucket, through: named(doors) } }];
  }
  const elsewhere = doors.filter((door) => leadsElsewhere(door, cloudFront, account));
  const forwarding = cloudFront.distributions.flatMap(({ id: distribution, ways }): Sayings => {
    const said = (message: Id, paths: readonly string[] = []): Sayings =>
      paths.length === 0 ? [] : [{ message, data: { bucket, distribution, behaviors: paths.join(', ') } }];
    return [
      ...said('cloudfront-forwards-http', ways?.viewerHttp),
      ...said('cloudfront-asks-over-http', ways?.originHttp),
    ];
  });
  return [
    ...forwarding,
    ...(elsewhere.length === 0
      ? []
      : [{ message: 'cloudfront-elsewhere' as const, data: { bucket, through: named(elsewhere) } }]),
  ];
};

/** Distributions that come over HTTPS already. */
const safeNotes = (cloudFront: CloudFront, bucket: string): Sayings => {
  const safe = cloudFront.distributions.filter(
    ({ ways }) => ways !== null && ways.viewerHttp.length + ways.originHttp.length === 0,
  );
  if (safe.length === 0) return [];
  const distributions = safe.map(({ id }) => id).join(', ');
  return [{ message: 'cloudfront-over-https', data: { bucket, distributions } }];
};

/**
 * Whose a canonical user is cannot be read: every account has one, and every origin access identity. Most are accounts, as
 * other principals are that may come over plain HTTP: the impact of the change speaks of them, so this asks nobody.
 */
const userNotes = (policy: PolicyDocument, { identities }: CloudFront, { id, account }: Target): Sayings => {
  const users = doorsToCloudFront(policy).filter(
    ({ by, name }) => by === 'user' && !identities.some(({ user }) => user === name),
  );
  if (users.length === 0) return [];
  return [{ message: 'canonical-user-unknown', data: { bucket: id, account, users: named(users) } }];
};

/** What is worth knowing of CloudFront, and asks nobody. What could not be read is a hazard. */
export const cloudFrontNotes = (
  policy: PolicyDocument,
  cloudFront: CloudFront | null,
  target: Target,
): Sayings =>
  cloudFront === null ? [] : [...safeNotes(cloudFront, target.id), ...userNotes(policy, cloudFront, target)];
