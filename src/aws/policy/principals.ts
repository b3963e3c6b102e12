import type { PolicyDocument, Statement } from './document.ts';

/**
 * Who a statement is about.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */

/** The names of one kind that a statement is about, or that it excepts. */
export const principalsOf = (
  statement: Statement,
  kind: 'AWS' | 'Service' | 'CanonicalUser' | 'Federated',
): readonly string[] =>
  [statement.Principal, statement.NotPrincipal].flatMap((principals) => {
    if (principals === undefined) return [];
    if (principals === '*') return kind === 'AWS' ? ['*'] : [];
    return Object.entries(principals).flatMap(([name, values]) => (name === kind ? values : []));
  });

/** `"*"` or `{"AWS": "*"}`, alone or in a list. A `NotPrincipal` is never everyone. */
export const isEveryone = (statement: Statement): boolean =>
  statement.Principal !== undefined && principalsOf(statement, 'AWS').includes('*');

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
    ...new Set(statements.flatMap((it) => principalsOf(it, 'AWS').filter((name) => uniqueId.test(name)))),
  ].toSorted();

/** AWS service principals that the policy names, sorted, such as `logging.s3.amazonaws.com`. */
export const servicePrincipals = ({ statements }: PolicyDocument): readonly string[] =>
  [...new Set(statements.flatMap((it) => principalsOf(it, 'Service')))].toSorted();

const kinds = ['AWS', 'Service', 'CanonicalUser', 'Federated'] as const;

/** How many names the policy has of principals, statement by statement: one that stands in two counts twice, everyone is one. */
export const principalCount = ({ statements }: PolicyDocument): number =>
  statements.flatMap((it) => kinds.flatMap((kind) => principalsOf(it, kind))).length;

const isForServices = ({ Principal }: Statement): boolean =>
  typeof Principal === 'object' && Object.keys(Principal).every((kind) => kind === 'Service');

/** Whether all that the policy allows, it allows to AWS services. */
export const allowsOnlyServices = ({ statements }: PolicyDocument): boolean => {
  const allows = statements.filter(({ Effect }) => Effect === 'Allow');
  return allows.length > 0 && allows.every(isForServices);
};

/** Whether some Allow is about everyone, or about everyone but some: also about those whom no name shows. */
export const allowsEveryone = ({ statements }: PolicyDocument): boolean =>
  statements.some((it) => it.Effect === 'Allow' && (it.NotPrincipal !== undefined || isEveryone(it)));
