/** Which principals AWS takes in the policy of a resource. */

/**
 * Accounts, users, roles and their sessions, never groups and never with a wildcard. A deleted user or role shows as its
 * unique id, and no put may carry one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
const accountForms = [
  String.raw`iam::\d{12}:(root|(user|role)/[^*?]+)`,
  String.raw`sts::\d{12}:(assumed-role/[^*?/]+|federated-user)/[^*?]+`,
];

/** What one service takes beside them. */
interface MorePrincipals {
  /** Patterns of what follows the partition in an ARN. */
  readonly arns?: readonly string[];
  /** By the kind of principal. */
  readonly kinds?: Readonly<Record<string, RegExp>>;
}

const isAws = (name: string, partition: string, arns: readonly string[]): boolean =>
  name === '*' ||
  /^\d{12}$/.test(name) ||
  new RegExp(`^arn:${partition}:(${[...accountForms, ...arns].join('|')})$`).test(name);

const isOfKind = (
  kind: string,
  name: string,
  partition: string,
  { arns = [], kinds = {} }: MorePrincipals,
): boolean => {
  if (kind === 'AWS') return isAws(name, partition, arns);
  if (kind === 'Service') return /^[\w.-]+\.amazonaws\.com(\.cn)?$/.test(name);
  if (kind === 'Federated') return /^[\w:/.-]+$/.test(name);
  return Object.hasOwn(kinds, kind) && kinds[kind]?.test(name) === true;
};

export const isPrincipal = (value: unknown, partition: string, more: MorePrincipals = {}): boolean => {
  if (value === '*') return true;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const kinds: readonly (readonly [string, unknown])[] = Object.entries(value);
  return (
    kinds.length > 0 &&
    kinds.every(([kind, given]) => {
      const names: readonly unknown[] = Array.isArray(given) ? given : [given];
      return (
        names.length > 0 &&
        names.every((name) => typeof name === 'string' && isOfKind(kind, name, partition, more))
      );
    })
  );
};
