import type { Statement } from '../../src/aws/policy/document.ts';
import type { StatementId } from '../../src/families/statement/messages.ts';
import type { AccountFile } from '../../src/sandbox/account.ts';
import type { Cases } from './case.ts';

type Json = Readonly<Record<string, unknown>>;

/** What is written in a policy, by whom, and what a unit adds. */
interface Written<Id extends string> {
  /** An account with one such resource, and this policy of it; `undefined`: it has none. */
  readonly account: (policy: Json | undefined) => AccountFile;
  readonly arn: string;
  /** What the Deny says of actions: `sqs:*`. */
  readonly actions: readonly [string, ...string[]];
  /** What it names, where that is not the resource alone; none where statements name nothing (ECR). */
  readonly resources?: readonly string[];
  /** Something that people are allowed to do: `sqs:SendMessage`. */
  readonly allowed: string;
  /** Statements without which no policy is complete: KMS's own for the account. */
  readonly always?: readonly Json[];
  /** As in the unit's facts: whatever is planned, an owner is asked. */
  readonly httpsOnly?: true;
  /** What the unit itself says of every plan. */
  readonly hazards?: readonly Id[];
}

/** What a plain statement unit is about, in an account of its own. */
interface Held<Id extends string> extends Written<Id> {
  /** The operation of the sandbox by which the policy is read, and IAM's action by which it is changed. */
  readonly reads: string;
  readonly writes: string;
  /** The operation by which the unit reads what else must be known, where that is another one. */
  readonly describes?: string;
  /** What the service takes: in bytes where it documents that, and in statements where it counts them. */
  readonly bytes?: number;
  readonly statements?: number;
  /** How many names of principals it documents, where the unit's facts have that. */
  readonly principals?: number;
  /**
   * As in the unit's facts: no policy without statements, so undo of the last one takes the policy away; or there always
   * is one (`absent: 'never'`), and the sandbox's records have AWS's own where an account file has none.
   */
  readonly needsStatements?: true;
  /** As in the unit's facts: what must be left to the account. `always` leaves it. */
  readonly isOwned?: true;
}

const us = '111122223333';
const role = { AWS: `arn:aws:iam::${us}:role/app` };
const plaintext = { Bool: { 'aws:SecureTransport': 'false' } };
const scalar = (list: readonly string[]): string | string[] => {
  const [only, ...more] = list;
  return only !== undefined && more.length === 0 ? only : [...list];
};
const naming = (list: readonly string[]): Pick<Statement, 'Resource'> =>
  list.length === 0 ? {} : { Resource: scalar(list) };

/** The statements, policies and verdicts of which the rows of a statement unit are made. */
export const statementRows = <const Id extends string = never>({
  account,
  arn,
  actions,
  resources = [arn],
  allowed,
  always = [],
  httpsOnly,
  hazards = [],
}: Written<Id>) => {
  const asked: readonly (StatementId | Id)[] = [
    ...(httpsOnly ? (['https-only-already'] as const) : []),
    ...hazards,
  ];
  /** What the unit adds, also to another resource. */
  const deny = (to = arn): Statement => ({
    Sid: 'WaxsealTlsOnly',
    Effect: 'Deny',
    Principal: '*',
    Action: scalar(actions),
    ...naming(resources.map((one) => one.replace(arn, to))),
    Condition: plaintext,
  });
  /** What somebody is allowed to do. */
  const allow = {
    Sid: 'Uses',
    Effect: 'Allow',
    Principal: role,
    Action: allowed,
    ...naming(resources.includes(arn) ? [arn] : resources),
  } as const;
  const policyOf = (...Statement: readonly object[]): Json => ({
    Version: '2012-10-17',
    Statement: [...always, ...Statement],
  });
  /** The verdict about a resource whose policy gets the statement; `place`: where it is put. */
  const adding = (to = arn, place = 'WaxsealTlsOnly') =>
    ({
      is: 'non-compliant',
      message: 'plaintext-allowed',
      changes: [
        {
          set: 'statement',
          on: `${to}#${place}`,
          before: null,
          after: deny(to),
          impact: ['breaks-plaintext'],
        },
      ],
      hazards: asked,
    }) as const;
  const adds = adding();
  return {
    deny,
    allow,
    adding,
    adds,
    /** The same, with hazards that the resource has besides. */
    but: <More extends string>(...more: readonly More[]) => ({ ...adds, hazards: [...asked, ...more] }),
    holding: (...Statement: readonly object[]): AccountFile => account(policyOf(...Statement)),
    /** A policy that has so many bytes with our statement in it. */
    long: (bytes: number): AccountFile => {
      const bare = JSON.stringify(policyOf({ ...allow, Sid: '' }, deny()));
      return account(policyOf({ ...allow, Sid: 'x'.repeat(bytes - bare.length) }));
    },
  };
};

/**
 * A row for each way in which a policy can be: one for every sentence of the family. A unit adds its own hazards, and
 * what its service does otherwise.
 */
export const statementCases = <const Id extends string = never>(held: Held<Id>): Cases<StatementId | Id> => {
  const { account, arn, actions, allowed, reads, writes, describes, bytes, always = [] } = held;
  const { statements, principals, needsStatements, isOwned } = held;
  const { deny: denying, allow, adding, adds, but, holding, long } = statementRows(held);
  const { hazards } = adds;
  const deny = denying();
  const roles = (count: number) => Array.from({ length: count }, (_, at) => `${role.AWS}${at}`);
  /** Denials of plain HTTP that spare somebody, by whom. */
  const excepting: Readonly<Record<string, Json>> = {
    'one role': { Condition: { ...plaintext, ArnNotEquals: { 'aws:PrincipalArn': role.AWS } } },
    'whoever is no AWS service': {
      Condition: { Bool: { ...plaintext.Bool, 'aws:PrincipalIsAWSService': 'true' } },
    },
    'a network': { Condition: { ...plaintext, NotIpAddress: { 'aws:SourceIp': '198.51.100.0/24' } } },
    'a principal': { Principal: undefined, NotPrincipal: role },
    'an action': { Action: undefined, NotAction: allowed },
  };
  const exceptServices = { Condition: { Bool: { ...plaintext.Bool, 'aws:PrincipalIsAWSService': 'false' } } };
  /** Some of what the Deny covers. Of one action there is no part: a statement that leaves out another covers it all the same. */
  const part = actions.some((action) => action.includes('*')) ? allowed : actions[0];
  const isOne = actions.length === 1 && part === actions[0];
  const excepted = ([spared, elements]: readonly [string, Json]) =>
    [
      `plain HTTP is refused, but not of ${spared}`,
      {
        account: holding({ ...deny, Sid: 'Excepting', ...elements }),
        expect: but('plaintext-excepted'),
      },
    ] as const;

  return {
    // The place says that the policy itself is made, so that undo takes it away again; there is no other way where a
    // policy needs statements.
    'no policy': {
      account: account(undefined),
      expect: needsStatements ? adds : adding(arn, 'policy#WaxsealTlsOnly'),
    },
    'a policy that says nothing of it': { account: holding(allow), expect: adds },
    'plain HTTP is refused': {
      account: holding(allow, { ...deny, Sid: 'Theirs' }),
      expect: { is: 'compliant' },
    },
    'plain HTTP is refused by two statements together': {
      account: holding(...(isOne ? [] : [{ ...deny, Sid: 'These', Action: part }]), {
        ...deny,
        Sid: 'Others',
        Action: undefined,
        NotAction: isOne ? writes : part,
      }),
      expect: { is: 'compliant', notes: ['coverage-spread'] },
    },
    'plain HTTP is refused in unusual words': {
      account: holding({ ...deny, Condition: { ...plaintext, Null: { 'aws:SecureTransport': 'false' } } }),
      expect: { is: 'compliant', notes: ['denial-unusual'] },
    },
    'a policy that we may not read': {
      account: { ...account(undefined), denied: [reads] },
      expect: { is: 'unknown', message: 'policy-hidden' },
    },
    ...(describes !== undefined && {
      'what else must be known may not be read': {
        account: { ...holding(allow), denied: [describes] },
        target: arn,
        expect: { is: 'unknown', message: 'description-hidden' },
      },
    }),
    'a policy outside the grammar': {
      account: holding({ ...allow, NotAction: allowed }),
      expect: { is: 'unknown', message: 'policy-unreadable' },
    },
    'HTTPS is refused': {
      account: holding({ ...deny, Principal: role, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
      expect: { is: 'non-compliant', message: 'inverted-deny', hazards },
    },
    'HTTPS is refused to some': {
      account: holding({
        ...deny,
        Sid: 'Some',
        Principal: role,
        Condition: {
          Bool: { 'aws:SecureTransport': 'true' },
          StringNotEquals: { 'aws:SourceVpce': 'vpce-1' },
        },
      }),
      expect: but('transport-not-evaluated'),
    },
    'a principal that was deleted': {
      account: holding({ ...allow, Principal: { AWS: ['AIDAEXAMPLEEXAMPLE123', role.AWS] } }),
      expect: { is: 'non-compliant', message: 'orphaned-principals', hazards },
    },
    ...(bytes !== undefined && {
      'too long by one byte': {
        account: long(bytes + 1),
        expect: { is: 'non-compliant', message: 'policy-too-large', hazards },
      },
    }),
    ...(statements !== undefined && {
      'as many statements as it takes': {
        account: holding(
          ...Array.from({ length: statements - always.length }, (_, at) => ({ ...allow, Sid: `Uses${at}` })),
        ),
        expect: { is: 'non-compliant', message: 'too-many-statements', hazards },
      },
    }),
    ...(principals !== undefined && {
      'as many principals as it documents, with everyone': {
        account: holding({ ...allow, Principal: { AWS: roles(principals - 1) } }),
        expect: adds,
      },
      'one principal more than it documents, with everyone': {
        account: holding({ ...allow, Principal: { AWS: roles(principals) } }),
        expect: but('many-principals'),
      },
    }),
    'changing the policy is denied to some': {
      account: holding({
        ...allow,
        Sid: 'Lock',
        Effect: 'Deny',
        Principal: '*',
        Action: writes,
        Condition: { ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${us}:role/*` } },
      }),
      expect: but('policy-may-refuse-us'),
    },
    'something is allowed over plain HTTP only': {
      account: holding({ ...allow, Condition: plaintext }),
      expect: but('plaintext-only-allow'),
    },
    ...Object.fromEntries(Object.entries(excepting).map(excepted)),
    'plain HTTP is refused, but not of AWS services, which come over HTTPS': {
      account: holding({ ...deny, Sid: 'Excepting', ...exceptServices }, allow),
      expect: adds,
    },
    'plain HTTP is refused, but not of AWS services, and everybody is let in': {
      account: holding({ ...deny, Sid: 'Excepting', ...exceptServices }, { ...allow, Principal: '*' }),
      expect: but('plaintext-excepted'),
    },
    'only AWS services come in': {
      account: account({
        Version: '2012-10-17',
        Statement: [{ ...allow, Principal: { Service: 'events.amazonaws.com' } }],
      }),
      expect: isOwned
        ? { is: 'non-compliant', message: 'owner-locked-out', hazards, notes: ['only-aws-services'] }
        : { ...adds, notes: ['only-aws-services'] },
    },
  };
};
