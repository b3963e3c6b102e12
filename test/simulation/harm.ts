import { isObject } from './timeline.ts';
import type { Difference } from './flat.ts';

/**
 * What each write of ours may touch, written from what the remediations promise to people and not from their code.
 * A write that is not in this table is a violation: a new remediation says here what it may do.
 */

const reads: Readonly<Record<string, string>> = {
  's3:PutBucketPolicy': 's3:GetBucketPolicy',
  's3:DeleteBucketPolicy': 's3:GetBucketPolicy',
  'elasticloadbalancingv2:ModifyListener': 'elasticloadbalancingv2:DescribeListeners',
  'elasticloadbalancingv2:ModifyRule': 'elasticloadbalancingv2:DescribeRules',
  'rds:ModifyDBParameterGroup': 'rds:DescribeDBParameters',
  'rds:ResetDBParameterGroup': 'rds:DescribeDBParameters',
  'rds:ModifyDBInstance': 'rds:DescribeDBInstances',
  'rds:CreateDBParameterGroup': 'rds:DescribeDBParameterGroups',
  'rds:DeleteDBParameterGroup': 'rds:DescribeDBParameterGroups',
};

/** The read that shows what a write replaces; `undefined`: nobody has said what this write may do. */
export const readBefore = (operation: string): string | undefined => reads[operation];

const statementOf = (path: string): Readonly<Record<string, unknown>> | undefined => {
  const text = /\]\.Policy (\{.*\})$/.exec(path)?.[1];
  const parsed: unknown = text === undefined ? undefined : JSON.parse(text);
  return isObject(parsed) ? parsed : undefined;
};
const bucketOf = (path: string): string => /Buckets\[([^\]]+)\]/.exec(path)?.[1] ?? '';

const conditionsOf = (statement: Readonly<Record<string, unknown>>): readonly string[] => {
  const condition = statement['Condition'];
  return isObject(condition)
    ? Object.entries(condition).flatMap(([operator, keys]) =>
        isObject(keys)
          ? Object.entries(keys).map(([key, wanted]) => `${operator} ${key} ${String(wanted)}`)
          : [],
      )
    : [];
};

const everyone = (principal: unknown): boolean =>
  principal === '*' || (isObject(principal) && String(principal['AWS']) === '*');

const denial = (path: string): { readonly only: string; readonly whole: boolean } | undefined => {
  const statement = statementOf(path);
  if (statement?.['Effect'] !== 'Deny' || !everyone(statement['Principal'])) return undefined;
  const conditions = conditionsOf(statement);
  const resources = String(statement['Resource']).split(',');
  const bucket = bucketOf(path);
  const whole =
    ['s3:*', '*'].includes(String(statement['Action'])) &&
    resources.some((resource) => resource.endsWith(`:${bucket}`)) &&
    resources.some((resource) => resource.endsWith(`:${bucket}/*`));
  return conditions.length === 1 ? { only: conditions[0] ?? '', whole } : undefined;
};

/** A statement that refuses plain HTTP, or TLS older than a version, to everyone and everywhere in the bucket. */
const refusesPlaintext = (path: string): boolean => {
  const found = denial(path);
  return found?.whole === true && /^Bool aws:SecureTransport false$/i.test(found.only);
};
const refusesOldTls = (path: string): boolean => {
  const found = denial(path);
  return found?.whole === true && /^NumericLessThan s3:TlsVersion 1\.[23]$/.test(found.only);
};
const refusesTls = (path: string): boolean =>
  /^Bool aws:SecureTransport true$/i.test(denial(path)?.only ?? '');

const strong = /^"ELBSecurityPolicy-(TLS13-1-[23]|FS-1-2-Res)/;
const parameter =
  /^rds\.DBParameterGroups\[[^\]]+\]\.set\.(rds\.force_ssl|require_secure_transport|rds\.force_ssl.*)$/;
/** What RDS itself does to an instance when its group changes. */
const consequence = /ParameterApplyStatus$|PendingModifiedValues|DBInstanceStatus/;

/** Whether a fix may make this difference. What an undo may do is taken from what our own fixes did. */
export const mayFix = (operation: string, { path, before, after }: Difference): boolean => {
  switch (operation) {
    case 's3:PutBucketPolicy':
      return before === undefined && (refusesPlaintext(path) || refusesOldTls(path));
    case 'elasticloadbalancingv2:ModifyListener':
      if (path.endsWith('.DefaultActions'))
        return /"Protocol":"HTTPS".*"StatusCode":"HTTP_301"/.test(after ?? '');
      return path.endsWith('.SslPolicy') && strong.test(after ?? '');
    case 'elasticloadbalancingv2:ModifyRule':
      return path.endsWith('.Actions') && /"Protocol":"HTTPS".*"StatusCode":"HTTP_301"/.test(after ?? '');
    case 'rds:ModifyDBParameterGroup':
      return (parameter.test(path) && after === '"1"') || consequence.test(path);
    case 'rds:CreateDBParameterGroup':
      return before === undefined && path.startsWith('rds.DBParameterGroups[');
    case 'rds:ModifyDBInstance':
      return /\.DBParameterGroups\[[^\]]+\]\.\w+$/.test(path) || consequence.test(path);
    default:
      return false;
  }
};

/**
 * What goes with a group that we made, when an undo deletes it: that somebody has switched the demand for TLS off in it.
 * Off is what it is without the setting, and nobody uses the group any more, or RDS would refuse.
 */
export const goesWithIt = (operation: string, { path, before, after }: Difference): boolean =>
  operation === 'rds:DeleteDBParameterGroup' &&
  parameter.test(path) &&
  before === '"0"' &&
  after === undefined;

/** AWS moves these by itself. */
export const isConsequence = (path: string): boolean => consequence.test(path);

/** Everybody would be shut out: one statement refuses plain HTTP and another refuses TLS. */
export const shutsEverybodyOut = (paths: Iterable<string>): boolean => {
  const all = [...paths].filter((path) => path.startsWith('s3.'));
  return all.some(
    (path) =>
      refusesPlaintext(path) && all.some((other) => refusesTls(other) && bucketOf(other) === bucketOf(path)),
  );
};

/** Whether a resource is sealed, by remediation. `undefined`: nobody has said how that shows. */
export const isSealed = (
  remediation: string,
  id: string,
  account: ReadonlyMap<string, string>,
): boolean | undefined => {
  const paths = [...account.keys()];
  switch (remediation) {
    case 's3-bucket-tls-only': {
      if (!paths.some((path) => path.startsWith('s3.Buckets[') && bucketOf(path) === id)) return true;
      return paths.some((path) => bucketOf(path) === id && refusesPlaintext(path));
    }
    case 'elb-listener-tls-policy':
      if (!account.has(`elbv2.Listeners[${id}].ListenerArn`)) return true;
      return strong.test(account.get(`elbv2.Listeners[${id}].SslPolicy`) ?? '');
    case 'alb-listener-https-redirect': {
      const listeners = paths.filter(
        (path) => /Listeners\[[^\]]+\]\.Protocol$/.test(path) && account.get(path) === '"HTTP"',
      );
      return listeners.every((path) =>
        /"Protocol":"HTTPS"/.test(account.get(path.replace(/Protocol$/, 'DefaultActions')) ?? ''),
      );
    }
    case 'rds-instance-force-tls':
      return paths.some((path) => parameter.test(path) && account.get(path) === '"1"');
    default:
      return undefined;
  }
};
