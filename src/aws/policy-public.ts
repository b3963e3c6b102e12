import { clausesOf, type Clause } from './policy-condition.ts';
import type { PolicyDocument, Statement } from './policy-document.ts';
import { isEveryone } from './policy-principals.ts';

/**
 * What S3 calls public: something is allowed to everyone, and nothing fixed narrows it.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */

/** No wildcard and no policy variable. */
const isFixed = (value: string): boolean => value !== '' && !/[*?]|\$\{/.test(value);

/** An address, or a range with its bits. */
const range =
  /^(?:\d{1,3}(?:\.\d{1,3}){3}(?:\/(?<four>\d{1,2}))?|[0-9a-f:.]*:[0-9a-f:.]*(?:\/(?<six>\d{1,3}))?)$/i;

/** Ranges wider than /8, of IPv6 wider than /32, count as everyone; what cannot be read as a range narrows nothing. */
const isNarrow = (text: string): boolean => {
  const found = range.exec(text);
  if (!found) return false;
  const { four, six } = found.groups ?? {};
  return text.includes(':') ? Number(six ?? 128) >= 32 : Number(four ?? 32) >= 8;
};

/** The account stands in an access point's ARN; its name may be a wildcard. */
const namesAccount = (arn: string): boolean => {
  const [, , service, , account = ''] = arn.split(':');
  return service === 's3' && /^\d{12}$/.test(account);
};

/** Which values of which key narrow; a key that is not here narrows nothing. */
const narrowing: Readonly<Record<string, (value: string) => boolean>> = {
  ...Object.fromEntries(
    [
      'aws:principalaccount',
      'aws:principalarn',
      'aws:principalorgid',
      'aws:principalorgpaths',
      'aws:sourceaccount',
      'aws:sourcearn',
      'aws:sourceorgid',
      'aws:sourceorgpaths',
      'aws:sourceowner',
      'aws:sourcevpc',
      'aws:sourcevpce',
      // `AROA…:*` is whoever takes the role.
      'aws:userid',
      's3:dataaccesspointaccount',
      's3:x-amz-server-side-encryption-aws-kms-key-id',
    ].map((key) => [key, isFixed]),
  ),
  'aws:sourceip': isNarrow,
  's3:dataaccesspointarn': (value) => isFixed(value) || namesAccount(value),
};

/** Only tests that a value must pass narrow, and only where the key must be there. */
const positive = /^(?:StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress)$/;

const clauseNarrows = ({ operator, set, ifExists, key, values }: Clause): boolean => {
  const isNarrowing = Object.hasOwn(narrowing, key) ? narrowing[key] : undefined;
  return (
    isNarrowing !== undefined &&
    !ifExists &&
    set !== 'all' &&
    positive.test(operator) &&
    values.length > 0 &&
    values.every((value) => isNarrowing(value))
  );
};

const isOpen = (statement: Statement): boolean =>
  statement.Effect === 'Allow' &&
  (isEveryone(statement) || statement.NotPrincipal !== undefined) &&
  !clausesOf(statement).some(clauseNarrows);

/** Whether S3 would call the policy public. */
export const isPublic = ({ statements }: PolicyDocument): boolean => statements.some(isOpen);
