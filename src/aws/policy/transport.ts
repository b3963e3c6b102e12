import { bucketArn } from '../arn.ts';
import {
  anyHttps,
  asksPlainly,
  clausesOf,
  holdsForAllPlainHttp,
  holdsForAllTlsBelow,
  holdsOver,
  https,
  isAboutTravel,
  plainHttp,
  travelHoldsOver,
} from './condition.ts';
import type { PolicyDocument, Statement } from './document.ts';
import { isEveryone } from './principals.ts';
import { coverEveryAction, isAbout, mayReach, reachesAll } from './reach.ts';

/** The bucket that a policy belongs to. */
export interface Bucket {
  readonly partition: string;
  readonly bucket: string;
}

/** The two kinds of things that a bucket's actions are about: the bucket, and all objects in it. */
export const resourcesOf = ({ partition, bucket }: Bucket): readonly [string, string] => {
  const arn = bucketArn(partition, bucket);
  return [arn, `${arn}/*`];
};

/** The same as patterns. The key of an object has at least one character, so that `b/?*` is every object as well. */
const everythingIn = (bucket: Bucket): readonly string[] => {
  const [arn] = resourcesOf(bucket);
  return [arn, `${arn}/?*`];
};

type Holds = (statement: Statement) => boolean;

const denies = (statements: readonly Statement[], bucket: Bucket, holds: Holds): boolean => {
  const counting = statements.filter((it) => it.Effect === 'Deny' && isEveryone(it) && holds(it));
  return everythingIn(bucket).every((resource) =>
    coverEveryAction(counting.filter((it) => reachesAll(it, resource))),
  );
};

/**
 * How a policy denies a kind of requests to everyone, for every action, on the bucket and all of its objects: with
 * one statement, with several together, or not certainly. Only a certain denial counts; a Deny too many is harmless.
 */
export type Denial = 'one-statement' | 'several-statements' | 'no';

const denial = ({ statements }: PolicyDocument, bucket: Bucket, holds: Holds): Denial => {
  if (!denies(statements, bucket, holds)) return 'no';
  return statements.some((it) => it.NotAction === undefined && denies([it], bucket, holds))
    ? 'one-statement'
    : 'several-statements';
};

export const denialOfPlaintext = (policy: PolicyDocument, bucket: Bucket): Denial =>
  denial(policy, bucket, holdsForAllPlainHttp);

/** Whether every request over plain HTTP is certainly refused. */
export const deniesPlaintext = (policy: PolicyDocument, bucket: Bucket): boolean =>
  denialOfPlaintext(policy, bucket) !== 'no';

/** Whether every HTTPS request below a TLS version (such as 1.2) is certainly refused. */
export const deniesTlsBelow = (policy: PolicyDocument, bucket: Bucket, version: number): boolean =>
  denial(policy, bucket, (it) => holdsForAllTlsBelow(it, version)) !== 'no';

/** Whether plain HTTP is refused, but not by the plain words that AWS's checkers look for. */
export const isOddlyDenied = ({ statements }: PolicyDocument, bucket: Bucket): boolean =>
  !denies(statements, bucket, (it) => holdsForAllPlainHttp(it) && asksPlainly(it));

const testsTravel = (statement: Statement): boolean => clausesOf(statement).some(isAboutTravel);

/** Hits HTTPS, whatever TLS version it has, and lets plain HTTP by. */
const isForHttpsOnly = (it: Statement): boolean =>
  anyHttps.every((how) => holdsOver(it, how) === true) && travelHoldsOver(it, plainHttp) === false;

/** Holds, or may hold, for some plain HTTP, and for no HTTPS. */
const isForHttpOnly = (it: Statement): boolean =>
  holdsOver(it, plainHttp) !== false &&
  travelHoldsOver(it, plainHttp) === true &&
  anyHttps.every((how) => travelHoldsOver(it, how) === false);

/**
 * Deny statements that refuse HTTPS, whatever TLS version it has, and let HTTP pass, whoever they are about. Beside one
 * of these a Deny of plain HTTP would shut those people out altogether. One of old TLS alone is none of them.
 */
export const invertedDenies = ({ statements }: PolicyDocument): readonly Statement[] =>
  statements.filter((it) => it.Effect === 'Deny' && isForHttpsOnly(it));

/** Allow statements that hold for plain HTTP and never for HTTPS. */
export const plaintextOnlyAllows = ({ statements }: PolicyDocument): readonly Statement[] =>
  statements.filter((it) => it.Effect === 'Allow' && testsTravel(it) && isForHttpOnly(it));

const mayHitHttpsOnly = (it: Statement): boolean =>
  anyHttps.every((how) => holdsOver(it, how) !== false) && travelHoldsOver(it, plainHttp) !== true;

const mayHoldForHttpOnly = (it: Statement): boolean =>
  holdsOver(it, plainHttp) !== false && anyHttps.every((how) => travelHoldsOver(it, how) !== true);

/**
 * Statements that speak of how requests travel in a way that cannot be judged from here: a Deny that may hit HTTPS and
 * spare HTTP, an Allow that may hold for HTTP only. Their other conditions, or their values, decide it.
 */
export const unjudgedStatements = (policy: PolicyDocument): readonly Statement[] => {
  const judged = new Set([...invertedDenies(policy), ...plaintextOnlyAllows(policy)]);
  return policy.statements.filter(
    (it) =>
      testsTravel(it) &&
      !judged.has(it) &&
      (it.Effect === 'Deny' ? mayHitHttpsOnly(it) : mayHoldForHttpOnly(it)),
  );
};

const writesOfPolicy = ['s3:PutBucketPolicy', 's3:DeleteBucketPolicy'];

const mayBeUs = (statement: Statement, account: string): boolean => {
  const { Principal, NotPrincipal } = statement;
  if (NotPrincipal !== undefined || isEveryone(statement)) return true;
  const names = typeof Principal === 'object' ? [Principal.AWS ?? []].flat() : [];
  return names.some((name) => name === account || name.endsWith(`::${account}:root`));
};

/** Deny statements that may keep the account's own roles from changing the policy, also over HTTPS. */
export const deniesOfPolicyChange = (
  { statements }: PolicyDocument,
  bucket: Bucket,
  account: string,
): readonly Statement[] =>
  statements.filter(
    (it) =>
      it.Effect === 'Deny' &&
      mayBeUs(it, account) &&
      writesOfPolicy.some((action) => isAbout(it, action)) &&
      mayReach(it, resourcesOf(bucket)[0]) &&
      holdsOver(it, https) !== false,
  );
