import { refuse, type Refusal } from '../../../sandbox/world.ts';
import { isInvalidPrincipal, storedPrincipal } from './principals.ts';
import { appliesToNothing, isOfBucket } from './reach.ts';

/**
 * What S3 accepts as a bucket policy and what it makes of it. Written from the documentation alone and on purpose
 * without the operator's own policy code: it is the other opinion.
 */
type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listed = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];
export const strings = (value: unknown): readonly string[] => listed(value).map(String);

const documentation = {
  grammar: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
  errors: 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList',
  principal: 'https://repost.aws/knowledge-center/s3-invalid-principal-in-policy-error',
  size: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html',
};

const malformed = (message: string, because = documentation.grammar): Refusal =>
  refuse('MalformedPolicy', 400, message, because);

const operators =
  /^(ForAllValues:|ForAnyValue:)?(String(Not)?(Equals|EqualsIgnoreCase|Like)|Numeric(Not)?Equals|Numeric(Less|Greater)Than(Equals)?|Date(Not)?Equals|Date(Less|Greater)Than(Equals)?|Bool|BinaryEquals|(Not)?IpAddress|Arn(Not)?(Equals|Like)|Null)(IfExists)?$/i;
const statementKeys = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);
/** Elements of which a statement has one or the other. */
const eitherOr = ['Principal', 'Action', 'Resource'];

const statementRefusal = (statement: unknown, bucket: string, partition: string): Refusal | undefined => {
  if (!isObject(statement)) return malformed("Policies must be valid JSON and the first byte must be '{'");
  const unknown = Object.keys(statement).find((key) => !statementKeys.has(key));
  if (unknown !== undefined) return malformed(`Unknown field ${unknown}`);
  const { Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition } = statement;
  if (Effect === undefined) return malformed('Missing required field Effect');
  if (Effect !== 'Allow' && Effect !== 'Deny') return malformed(`Invalid effect: ${JSON.stringify(Effect)}`);
  if (Principal === undefined && NotPrincipal === undefined)
    return malformed('Missing required field Principal');
  if (isInvalidPrincipal(Principal ?? NotPrincipal, partition))
    return malformed('Invalid principal in policy', documentation.principal);
  const actions = [...strings(Action), ...strings(NotAction)];
  if (actions.length === 0) return malformed('Missing required field Action');
  if (actions.some((action) => action !== '*' && !/^s3:[\w*?]+$/i.test(action)))
    return malformed('Policy has invalid action', documentation.errors);
  const resources = [...strings(Resource), ...strings(NotResource)];
  if (resources.length === 0) return malformed('Missing required field Resource');
  if (resources.some((resource) => !isOfBucket(resource, bucket, partition)))
    return malformed('Policy has invalid resource', documentation.errors);
  if (Condition === undefined) return undefined;
  if (!isObject(Condition)) return malformed('Policy has invalid condition');
  for (const [operator, tests] of Object.entries(Condition)) {
    if (!operators.test(operator)) return malformed(`Invalid Condition type : ${operator}`);
    if (!isObject(tests)) return malformed('Policy has invalid condition');
    const key = Object.keys(tests).find((name) => !/^(aws|s3|jwks|saml|sts):/i.test(name));
    if (key !== undefined) return malformed('Policy has an invalid condition key', documentation.errors);
  }
  return undefined;
};

/** Why S3 would not store this text as the policy of this bucket. */
export const policyRefusal = (text: string, bucket: string, partition: string): Refusal | undefined => {
  if (Buffer.byteLength(text) > 20 * 1024)
    return malformed('Policy exceeds the maximum allowed document size.', documentation.size);
  const parsed = parse(text);
  if (!isObject(parsed)) return malformed("Policies must be valid JSON and the first byte must be '{'");
  const unknown = Object.keys(parsed).find((key) => !['Version', 'Id', 'Statement'].includes(key));
  if (unknown !== undefined) return malformed(`Unknown field ${unknown}`);
  const { Version, Statement } = parsed;
  if (Version !== undefined && Version !== '2012-10-17' && Version !== '2008-10-17')
    return malformed('The policy must contain a valid version string');
  if (listed(Statement).length === 0) return malformed('Missing required field Statement');
  const sids = listed(Statement).flatMap((one) =>
    isObject(one) && typeof one['Sid'] === 'string' && one['Sid'] !== '' ? [one['Sid']] : [],
  );
  if (new Set(sids).size < sids.length)
    return malformed('Statement IDs (SID) in a single policy must be unique.');
  for (const statement of listed(Statement)) {
    const refusal = statementRefusal(statement, bucket, partition);
    if (refusal) return refusal;
  }
  return undefined;
};

const refusalOfNew = (one: Json, bucketArn: string): Refusal | undefined => {
  const both = eitherOr.find((name) => one[name] !== undefined && one[`Not${name}`] !== undefined);
  if (both !== undefined) return malformed(`Statement has both ${both} and Not${both}`);
  return appliesToNothing(strings(one['Action']), strings(one['Resource'] ?? '*'), bucketArn)
    ? malformed('Action does not apply to any resource(s) in statement', documentation.errors)
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
  const known = new Set(statementsOf(held).map((one) => JSON.stringify(one)));
  return statementsOf(storedPolicy(text, partition))
    .filter((one) => !known.has(JSON.stringify(one)))
    .map((one) => refusalOfNew(one, `arn:${partition}:s3:::${bucket}`))
    .find((refusal) => refusal !== undefined);
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const scalars = (value: unknown): unknown => {
  const all = strings(value);
  return all.length === 1 ? all[0] : all;
};

const storedCondition = (condition: unknown): unknown =>
  isObject(condition)
    ? Object.fromEntries(
        Object.entries(condition).map(([operator, tests]) => [
          operator,
          isObject(tests)
            ? Object.fromEntries(Object.entries(tests).map(([key, value]) => [key, scalars(value)]))
            : tests,
        ]),
      )
    : condition;

const given = (name: string, value: unknown): Json => (value === undefined ? {} : { [name]: value });

/**
 * The text that S3 gives back: compact, keys in its own order, booleans as strings, lists of one as the one, account
 * ids as root ARNs, principals in another order. Other bytes, the same meaning
 * (terraform-provider-aws#286 and others tell of each).
 */
export const storedPolicy = (text: string, partition: string): string => {
  const parsed = parse(text);
  if (!isObject(parsed)) return text;
  const Statement = listed(parsed['Statement']).map((one) => {
    if (!isObject(one)) return one;
    return {
      ...given('Sid', one['Sid']),
      ...given('Effect', one['Effect']),
      ...given('Principal', storedPrincipal(one['Principal'], partition)),
      ...given('NotPrincipal', storedPrincipal(one['NotPrincipal'], partition)),
      ...given('Action', one['Action'] && scalars(one['Action'])),
      ...given('NotAction', one['NotAction'] && scalars(one['NotAction'])),
      ...given('Resource', one['Resource'] && scalars(one['Resource'])),
      ...given('NotResource', one['NotResource'] && scalars(one['NotResource'])),
      ...given('Condition', storedCondition(one['Condition'])),
    };
  });
  return JSON.stringify({ ...given('Version', parsed['Version']), ...given('Id', parsed['Id']), Statement });
};

/** The statements of a stored policy. */
export const statementsOf = (text: string | undefined): readonly Json[] => {
  const parsed = text === undefined ? undefined : parse(text);
  return isObject(parsed) ? listed(parsed['Statement']).filter(isObject) : [];
};
