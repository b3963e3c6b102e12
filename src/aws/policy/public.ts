import * as z from 'zod/mini';
import { clausesOf, type Clause } from './condition.ts';
import type { PolicyDocument, Statement } from './document.ts';
import { isEveryone, principalsOf } from './principals.ts';

/**
 * Whether S3 would call a policy public, and so refuse it under Block Public Access: it assumes so until every Allow is
 * held to fixed values of certain keys. What a Deny takes away does not count.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */

type Fixed = (value: string) => boolean;

/** No wildcard and no policy variable. */
const isFixed: Fixed = (value) => value !== '' && !/[*?]|\$\{/.test(value);

/** An address, or a range that is not broader than /8, in IPv6 than /32. */
const isNarrow: Fixed = (value) => {
  const [address = '', bits, ...more] = value.split('/');
  const isIpv6 = z.ipv6().safeParse(address).success;
  if (more.length > 0 || !(isIpv6 || z.ipv4().safeParse(address).success)) return false;
  return bits === undefined || (/^\d+$/.test(bits) && Number(bits) >= (isIpv6 ? 32 : 8));
};

/** The name of an access point may be a pattern, as long as the account is fixed. */
const hasFixedAccount: Fixed = (value) => /^\d{12}$/.test(value.split(':')[4] ?? '');

/** The keys of the guide, and those by which principals and organizations are told apart. */
const narrowing: ReadonlyMap<string, Fixed> = new Map<string, Fixed>([
  ...[
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
    'aws:userid',
    's3:dataaccesspointaccount',
    's3:x-amz-server-side-encryption-aws-kms-key-id',
  ].map((key): [string, Fixed] => [key, isFixed]),
  ['aws:sourceip', isNarrow],
  ['s3:dataaccesspointarn', hasFixedAccount],
]);

const positive = /^(?:String(?:Equals|EqualsIgnoreCase|Like)|Arn(?:Equals|Like)|IpAddress)$/;

/** A test that no request passes that lacks the key. */
const narrows = ({ operator, ifExists, key, values }: Clause): boolean => {
  const isNarrowing = narrowing.get(key);
  return isNarrowing !== undefined && !ifExists && positive.test(operator) && values.every(isNarrowing);
};

/** Everybody, everybody but some, or everybody whom a web identity provider knows: only an ARN is a provider of somebody's. */
const isForAnybody = (statement: Statement): boolean =>
  statement.NotPrincipal !== undefined ||
  isEveryone(statement) ||
  principalsOf(statement, 'Federated').some((name) => !name.startsWith('arn:'));

/** Whether the statement lets in whoever comes. */
export const isPublicAllow = (statement: Statement): boolean =>
  statement.Effect === 'Allow' && isForAnybody(statement) && !clausesOf(statement).some(narrows);

export const isPublic = ({ statements }: PolicyDocument): boolean => statements.some(isPublicAllow);
