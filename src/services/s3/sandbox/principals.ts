/**
 * Which principals S3 takes in a bucket policy.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-bucket-user-policy-specifying-principal-intro.html
 * https://repost.aws/knowledge-center/s3-invalid-principal-in-policy-error
 */

const isText = (value: unknown): value is string => typeof value === 'string';
const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/**
 * Accounts, users, roles and their sessions, never groups and never with a wildcard; and the identities of CloudFront,
 * whose account is a word. A deleted user or role shows as its unique id, and no put may carry one.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3-oai.html
 */
const accountForms = [
  String.raw`iam::\d{12}:(root|(user|role)/[^*?]+)`,
  String.raw`sts::\d{12}:(assumed-role/[^*?/]+|federated-user)/[^*?]+`,
  String.raw`iam::cloudfront:user/CloudFront Origin Access Identity E[A-Z0-9]+`,
];
const isAws = (name: string, partition: string): boolean =>
  name === '*' ||
  /^\d{12}$/.test(name) ||
  new RegExp(`^arn:${partition}:(${accountForms.join('|')})$`).test(name);

/** `undefined`: there is no such kind. */
const isOfKind = (kind: string, name: string, partition: string): boolean | undefined => {
  if (kind === 'AWS') return isAws(name, partition);
  if (kind === 'Service') return /^[\w.-]+\.amazonaws\.com(\.cn)?$/.test(name);
  if (kind === 'CanonicalUser') return /^[0-9a-f]{64}$/.test(name);
  return kind === 'Federated' ? /^[\w:/.-]+$/.test(name) : undefined;
};

/** Whether S3 answers "Invalid principal in policy". */
export const isInvalidPrincipal = (value: unknown, partition: string): boolean => {
  if (value === '*') return false;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return true;
  const kinds = Object.entries(value);
  return (
    kinds.length === 0 ||
    kinds.some(
      ([kind, names]) =>
        listed(names).length === 0 ||
        listed(names).some((name) => !isText(name) || isOfKind(kind, name, partition) !== true),
    )
  );
};
