import {
  policyRefusal as refusalOf,
  statementsIn,
  storedPolicy,
  strings,
  type PolicyRules,
} from '../../../sandbox/kit/policy.ts';
import { refuse, type Refusal } from '../../../sandbox/world.ts';
import { isBucketPrincipal } from './principals.ts';
import { appliesToNothing, isOfBucket } from './reach.ts';

/** What S3 accepts as a bucket policy. */

const documentation = {
  grammar: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
  names: 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList',
  principal: 'https://repost.aws/knowledge-center/s3-invalid-principal-in-policy-error',
  size: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html',
};
const malformed: PolicyRules['malformed'] = (message, about) =>
  refuse('MalformedPolicy', 400, message, documentation[about]);

/** Elements of which a statement has one or the other. */
const eitherOr = ['Principal', 'Action', 'Resource'];

/** Why S3 would not store this text as the policy of this bucket. */
export const policyRefusal = (text: string, bucket: string, partition: string): Refusal | undefined =>
  refusalOf(text, {
    largest: 20 * 1024,
    partition,
    isPrincipal: isBucketPrincipal,
    isAction: (action) => action === '*' || /^s3:[\w*?]+$/i.test(action),
    isResource: (resource) => isOfBucket(resource, bucket, partition),
    conditionKeys: ['s3', 'jwks', 'saml', 'sts'],
    malformed,
  });

const refusalOfNew = (one: Readonly<Record<string, unknown>>, bucketArn: string): Refusal | undefined => {
  const both = eitherOr.find((name) => one[name] !== undefined && one[`Not${name}`] !== undefined);
  if (both !== undefined) return malformed(`Statement has both ${both} and Not${both}`, 'grammar');
  return appliesToNothing(strings(one['Action']), strings(one['Resource'] ?? '*'), bucketArn)
    ? malformed('Action does not apply to any resource(s) in statement', 'names')
    : undefined;
};

/**
 * Why S3 would not take this text in place of what it holds. Statements that it holds already are not asked again:
 * account files may describe what an older S3 took.
 */
export const refusalInPlaceOf = (
  held: string | undefined,
  text: string,
  bucket: string,
  partition: string,
): Refusal | undefined => {
  const known = new Set(statementsIn(held).map((one) => JSON.stringify(one)));
  return statementsIn(storedPolicy(text, partition))
    .filter((one) => !known.has(JSON.stringify(one)))
    .map((one) => refusalOfNew(one, `arn:${partition}:s3:::${bucket}`))
    .find((refusal) => refusal !== undefined);
};
