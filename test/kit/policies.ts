import * as fc from 'fast-check';
import type { Request } from './policy-evaluator.ts';

/** Arbitrary bucket policies and requests, from few words, so that statements meet often. */

const account = '111122223333';
export const bucket = 'invoices';
const arn = `arn:aws:s3:::${bucket}`;
const role = (name: string): string => `arn:aws:iam::${account}:role/${name}`;

const oneOrMore = (...words: readonly string[]) =>
  fc.oneof(
    fc.constantFrom(...words),
    fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }),
  );

const names = oneOrMore('*', role('app'), role('admin'), `arn:aws:iam::${account}:root`);
const principals = fc.oneof(
  { weight: 4, arbitrary: fc.constant('*') },
  { weight: 3, arbitrary: fc.record({ AWS: names }) },
  { weight: 1, arbitrary: fc.constant({ Service: 'logging.s3.amazonaws.com' }) },
);
const actions = oneOrMore(
  's3:*',
  '*',
  'S3:Get*',
  's3:GetObject',
  's3:Put*',
  's3:PutObject',
  's3:*Policy',
  's3:?*',
);
const resources = oneOrMore(
  arn,
  `${arn}/*`,
  `${arn}*`,
  `${arn}/?*`,
  '*',
  `${arn}/private/*`,
  'arn:aws:s3:::*',
  'arn:aws:s3:::other/*',
);

const truth = fc.constantFrom<unknown>('true', 'false', 'FALSE', true, false, ['false'], ['true', 'false']);
const transport = fc.constantFrom('aws:SecureTransport', 'aws:securetransport');
const keyed = (key: fc.Arbitrary<string>, value: fc.Arbitrary<unknown>) =>
  fc.tuple(key, value).map(([name, it]) => ({ [name]: it }));
const condition = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ Bool: { 'aws:SecureTransport': 'false' } }) },
  {
    weight: 5,
    arbitrary: keyed(
      fc.constantFrom(
        'Bool',
        'bool',
        'BoolIfExists',
        'ForAllValues:Bool',
        'ForAnyValue:Bool',
        'StringEquals',
        'StringNotEquals',
        'StringLike',
        'Null',
      ),
      keyed(transport, truth),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({ Bool: keyed(transport, truth), Null: keyed(transport, truth) }),
  },
  {
    weight: 2,
    arbitrary: keyed(
      fc.constantFrom(
        'NumericLessThan',
        'NumericLessThanIfExists',
        'numericlessthanequals',
        'NumericGreaterThan',
      ),
      keyed(fc.constant('s3:TlsVersion'), fc.constantFrom<unknown>('1.2', '1.3', 1.2, ['1.1', '1.3'])),
    ),
  },
  {
    weight: 1,
    arbitrary: keyed(
      fc.constantFrom('StringEquals', 'StringNotEquals', 'StringEqualsIfExists'),
      keyed(fc.constant('aws:PrincipalOrgID'), fc.constant('o-1')),
    ),
  },
);
const conditions = fc.oneof(
  { weight: 1, arbitrary: fc.constant(undefined) },
  { weight: 6, arbitrary: condition },
  { weight: 2, arbitrary: fc.tuple(condition, condition).map(([a, b]) => ({ ...a, ...b })) },
);

const mostly = <Value>(name: string, other: string, value: fc.Arbitrary<Value>) =>
  fc
    .tuple(
      fc.oneof({ weight: 4, arbitrary: fc.constant(name) }, { weight: 1, arbitrary: fc.constant(other) }),
      value,
    )
    .map(([key, it]) => ({ [key]: it }));

const statement = fc
  .tuple(
    fc.record({ Effect: fc.constantFrom('Deny', 'Deny', 'Allow') }),
    fc.constantFrom({}, { Sid: 'WaxsealTlsOnly' }, { Sid: 'Waxseal' }, { Sid: 'Same' }),
    mostly('Principal', 'NotPrincipal', principals),
    mostly('Action', 'NotAction', actions),
    mostly('Resource', 'NotResource', resources),
    conditions.map((Condition) => (Condition === undefined ? {} : { Condition })),
  )
  .map((parts): Record<string, unknown> => Object.assign({}, ...parts));

/** A bucket's policy as text, or none. */
export const policies = fc.oneof(
  { weight: 1, arbitrary: fc.constant(null) },
  {
    weight: 9,
    arbitrary: fc
      .record(
        {
          Version: fc.constantFrom('2012-10-17', '2008-10-17'),
          Id: fc.constant('mine'),
          Statement: fc.oneof(statement, fc.array(statement, { minLength: 1, maxLength: 4 })),
        },
        { requiredKeys: ['Statement'] },
      )
      .map((policy) => JSON.stringify(policy)),
  },
);

/** Policies that consist of Denies of plain HTTP, each of a part: often only together they leave nothing open. */
export const piecemeal = fc
  .array(
    fc
      .tuple(
        fc.oneof(
          {
            weight: 2,
            arbitrary: fc.record({
              Action: fc.constantFrom('s3:*', 's3:Put*', 's3:PutObject*', 's3:*Policy'),
            }),
          },
          {
            weight: 3,
            arbitrary: fc.record({
              NotAction: oneOrMore('s3:PutObject', 's3:Get*', 's3:PutBucketPolicy', 's3:P*'),
            }),
          },
        ),
        mostly('Resource', 'NotResource', oneOrMore(arn, `${arn}/*`, `${arn}*`, 'arn:aws:s3:::other/*')),
      )
      .map((parts): Record<string, unknown> =>
        Object.assign(
          { Effect: 'Deny', Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
          ...parts,
        ),
      ),
    { minLength: 2, maxLength: 5 },
  )
  .map((Statement) => JSON.stringify({ Statement }));

const transports: readonly Readonly<Record<string, string>>[] = [
  { 'aws:securetransport': 'false' },
  ...['1.2', '1.3'].map((version) => ({ 'aws:securetransport': 'true', 's3:tlsversion': version })),
];
const contexts: readonly Request['context'][] = [{}, { 'aws:principalorgid': 'o-1' }];
const people = [
  'anonymous',
  role('app'),
  role('admin'),
  role('other'),
  'arn:aws:iam::444455556666:role/app',
  'logging.s3.amazonaws.com',
];
const verbs = ['s3:GetObject', 's3:PutObject', 's3:PutBucketPolicy', 's3:ListBucket', 's3:DeleteObject'];
const locations = [arn, `${arn}/private/a`, `${arn}/b`];

/** Every request that the words above can tell apart. */
export const requests: readonly Request[] = people.flatMap((principal) =>
  verbs.flatMap((action) =>
    locations.flatMap((resource) =>
      transports.flatMap((how) =>
        contexts.map((more): Request => ({
          principal,
          action,
          resource,
          context: { ...how, ...more },
        })),
      ),
    ),
  ),
);
export const isSecure = ({ context }: Request): boolean => context['aws:securetransport'] === 'true';
