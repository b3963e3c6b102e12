import { bucketArn } from './arn.ts';
import {
  clausesOf,
  holdsForAllPlainHttp,
  holdsForAllTlsBelow,
  holdsOver,
  https,
  isAboutTransport,
  plainHttp,
  transportHoldsOver,
} from './policy-condition.ts';
import type { PolicyDocument, Statement } from './policy-document.ts';
import { isEveryone } from './policy-principals.ts';
import { coverEveryAction, isAbout, mayReach, reachesAll } from './policy-reach.ts';

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

type Holds = (statement: Statement) => boolean;

const denies = (statements: readonly Statement[], bucket: Bucket, holds: Holds): boolean => {
  const counting = statements.filter((it) => it.Effect === 'Deny' && isEveryone(it) && holds(it));
  return resourcesOf(bucket).every((resource) =>
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

const testsTransport = (statement: Statement): boolean => clausesOf(statement).some(isAboutTransport);

/**
 * Deny statements that refuse HTTPS and let HTTP pass, or may do so, whoever they are about. Beside one of these a
 * Deny of plain HTTP would shut those people out altogether.
 */
export const invertedDenies = ({ statements }: PolicyDocument): readonly Statement[] =>
  statements.filter(
    (it) =>
      it.Effect === 'Deny' &&
      testsTransport(it) &&
      transportHoldsOver(it, https) !== false &&
      transportHoldsOver(it, plainHttp) !== true,
  );

/** Allow statements that hold, or may hold, for plain HTTP only. */
export const plaintextOnlyAllows = ({ statements }: PolicyDocument): readonly Statement[] =>
  statements.filter(
    (it) =>
      it.Effect === 'Allow' &&
      testsTransport(it) &&
      transportHoldsOver(it, plainHttp) !== false &&
      transportHoldsOver(it, https) !== true,
  );

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
