import { clausesOf } from './policy-condition.ts';
import type { PolicyDocument, Statement } from './policy-document.ts';

/**
 * Who a statement is about.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */

const listed = (statement: Statement, kind: 'AWS' | 'Service'): readonly string[] =>
  [statement.Principal, statement.NotPrincipal].flatMap((principals) => {
    if (principals === undefined) return [];
    if (principals === '*') return kind === 'AWS' ? ['*'] : [];
    return Object.entries(principals).flatMap(([name, values]) => (name === kind ? values : []));
  });

/** `"*"` or `{"AWS": "*"}`, alone or in a list. A `NotPrincipal` is never everyone. */
export const isEveryone = (statement: Statement): boolean =>
  statement.Principal !== undefined && listed(statement, 'AWS').includes('*');

/**
 * Prefixes of unique ids. S3 shows one of these in place of a deleted user or role.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
const uniqueId = /^A(?:BIA|CCA|GPA|IDA|IPA|KIA|NPA|NVA|PKA|ROA|SCA|SIA)[A-Z0-9]{12,}$/;

/**
 * Principals that no longer exist. S3 keeps a policy that has them, and refuses to be given it again.
 * Source: https://repost.aws/knowledge-center/s3-invalid-principal-in-policy-error
 */
export const orphanedPrincipals = ({ statements }: PolicyDocument): readonly string[] =>
  [
    ...new Set(statements.flatMap((it) => listed(it, 'AWS').filter((name) => uniqueId.test(name)))),
  ].toSorted();

/** AWS service principals that the policy names, sorted, such as `logging.s3.amazonaws.com`. */
export const servicePrincipals = ({ statements }: PolicyDocument): readonly string[] =>
  [...new Set(statements.flatMap((it) => listed(it, 'Service')))].toSorted();

const isForServices = ({ Principal }: Statement): boolean =>
  typeof Principal === 'object' && Object.keys(Principal).every((kind) => kind === 'Service');

/** Whether all that the policy allows, it allows to AWS services. */
export const allowsOnlyServices = ({ statements }: PolicyDocument): boolean => {
  const allows = statements.filter(({ Effect }) => Effect === 'Allow');
  return allows.length > 0 && allows.every(isForServices);
};

/**
 * Keys that make a statement for everyone "not public" when they are held to fixed values.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
const narrowing: ReadonlySet<string> = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceip',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourceowner',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:userid',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
]);

const narrows = (statement: Statement): boolean =>
  clausesOf(statement).some(
    ({ operator, ifExists, key, values }) =>
      narrowing.has(key) &&
      !ifExists &&
      /^(?:StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress)$/.test(operator) &&
      values.every((value) => !/[*?$]|\/0$/.test(value)),
  );

/** Whether S3 would call the policy public: it allows something to everyone and no fixed value narrows that. */
export const isPublic = ({ statements }: PolicyDocument): boolean =>
  statements.some(
    (it) => it.Effect === 'Allow' && (isEveryone(it) || it.NotPrincipal !== undefined) && !narrows(it),
  );
