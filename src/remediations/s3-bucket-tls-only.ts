import {
  DeleteBucketPolicyCommand,
  GetBucketPolicyCommand,
  GetBucketWebsiteCommand,
  GetPublicAccessBlockCommand,
  PutBucketPolicyCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import * as z from 'zod/mini';
import { canonicalStatement } from '../aws/canonical-statement.ts';
import { isNamed, unless } from '../aws/error-names.ts';
import {
  emptyPolicy,
  freeSid,
  labelOf,
  parsePolicy,
  setStatement,
  sizeOf,
  type PolicyDocument,
  type Statement,
  withSid,
  writePolicy,
} from '../aws/policy-document.ts';
import {
  allowsOnlyServices,
  isPublic,
  orphanedPrincipals,
  servicePrincipals,
} from '../aws/policy-principals.ts';
import {
  denialOfPlaintext,
  deniesOfPolicyChange,
  deniesTlsBelow,
  invertedDenies,
  plaintextOnlyAllows,
  resourcesOf,
} from '../aws/policy-transport.ts';
import { WaxsealError } from '../core/errors.ts';
import { remediation, type Aws, type Field, type Impact } from '../core/remediation.ts';
import { sentence, type Said, type SaidData } from '../core/said.ts';
import type { Target } from '../core/target.ts';
import { source } from './s3-bucket-tls-only/source.ts';

/** What surrounds the decision. `policy` is the text as S3 gave it; `null`: there is none. */
type State =
  | { readonly is: 'hidden' }
  | {
      readonly is: 'seen';
      readonly policy: string | null;
      readonly website: boolean;
      readonly publicPolicyBlocked: boolean;
    };

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html */
const maximumBytes = 20_480;

const messages = {
  'plaintext-allowed': {
    says: 'Nothing in the policy of bucket {bucket} certainly refuses requests over plain HTTP.',
    todo: 'Apply the plan: it adds a Deny statement and leaves every other statement as it is.',
  },
  'old-tls-allowed': {
    says: 'The policy of bucket {bucket} does not refuse TLS older than {version}.',
    todo: 'Apply the plan: it adds a Deny statement and leaves every other statement as it is.',
  },
  'policy-hidden': {
    says: 'S3 does not let us read the policy of bucket {bucket}, so nothing is known about it.',
    todo: "Give Waxseal's role s3:GetBucketPolicy. If it has it, the bucket policy denies it: exclude the role from that Deny statement. Where nobody can read the policy any more, the root user of the account still can.",
  },
  'policy-unreadable': {
    says: 'The policy of bucket {bucket} has no single meaning: {detail}.',
    todo: 'Put the policy again as plain JSON in the IAM policy grammar; Waxseal does not rewrite what it cannot read.',
  },
  'inverted-deny': {
    says: 'In the policy of bucket {bucket} a Deny refuses HTTPS instead of HTTP: statement {statements}. Beside a Deny of plain HTTP it refuses everything.',
    todo: 'Set aws:SecureTransport to "false" in that statement, or remove it.',
  },
  'orphaned-principals': {
    says: 'The policy of bucket {bucket} names principals that no longer exist: {principals}. S3 refuses every new policy that names them.',
    todo: 'Remove them from the policy, or name the users and roles that took their place.',
  },
  'public-policy-blocked': {
    says: 'Bucket {bucket} has a public policy, and Block Public Access refuses every public policy that is put, even an improved one.',
    todo: 'Narrow what the policy allows to everyone; then the Deny statement can be added.',
  },
  'policy-too-large': {
    says: 'With one more statement the policy of bucket {bucket} would have {bytes} bytes; S3 takes {limit}.',
    todo: 'Shorten the policy, for instance by merging statements.',
  },
  'website-hosting': {
    says: 'Bucket {bucket} hosts a website. Website endpoints speak plain HTTP only: its visitors will be refused.',
    todo: 'Serve it through CloudFront with the bucket as an S3 origin, then switch website hosting off. Otherwise exempt the bucket.',
  },
  'policy-may-refuse-us': {
    says: 'The policy of bucket {bucket} denies changing it: statement {statements}. S3 may refuse the change, or its undoing.',
    todo: "Exclude Waxseal's write role from that statement, or add the Deny statement by hand.",
  },
  'plaintext-only-allow': {
    says: 'The policy of bucket {bucket} allows something over plain HTTP only: statement {statements}. Who relies on it will be refused.',
    todo: 'Remove the aws:SecureTransport condition from that statement and let its users go over to HTTPS.',
  },
  'tls13-endpoints': {
    says: 'S3 offers no TLS 1.3 on PrivateLink endpoints and Multi-Region Access Points: requests to bucket {bucket} through them will be refused.',
    todo: 'Make sure that nobody reaches the bucket through them, or set minimumTlsVersion to 1.2.',
  },
  'only-aws-services': {
    says: 'All that the policy allows, it allows to AWS services ({services}). They deliver over HTTPS and are not affected.',
  },
  'coverage-spread': {
    says: 'Several statements of bucket {bucket} refuse plain HTTP only together, or with exceptions that meet; AWS Config may not see it.',
    todo: 'If the Config rule goes on reporting the bucket, replace them by one Deny of s3:* on the bucket and its objects.',
  },
} as const;
type Id = keyof typeof messages;

const settings = z.strictObject({
  /** The oldest TLS version to be let through; `off`: the policy need not say. S3 itself refuses TLS before 1.2. */
  minimumTlsVersion: z._default(z.enum(['off', '1.2', '1.3']), 'off'),
});

type Seen = Extract<State, { is: 'seen' }>;
type Minimum = z.infer<typeof settings>['minimumTlsVersion'];
/** What is missing in a policy. */
interface Adds {
  readonly plaintext: boolean;
  readonly tls: '1.2' | '1.3' | undefined;
}

const bucketOf = ({ partition, id }: Target) => ({ partition, bucket: id });

const labels = (policy: PolicyDocument, statements: readonly Statement[]): string =>
  statements.map((it) => labelOf(policy, it)).join(', ');

const owner = ({ id, account }: Target) => ({ Bucket: id, ExpectedBucketOwner: account });

/**
 * The text of the policy; `null`: there is none, and S3 has said so. Policies are put whole: an answer without a text
 * taken for "none" would let us write over the policy that is there.
 */
const readPolicy = async (target: Target, aws: Aws): Promise<string | null> => {
  const asking = aws.use(S3Client).send(new GetBucketPolicyCommand(owner(target)));
  const answer = await unless('NoSuchBucketPolicy', null, asking);
  if (answer === null) return null;
  if (typeof answer.Policy === 'string') return answer.Policy;
  throw new WaxsealError({
    code: 'answer-incomplete',
    says: `S3 answered for the policy of bucket ${target.id}, but without the policy.`,
    todo: 'Nothing was decided by it. Try again; if it stays so, look at the endpoint that is used.',
    retry: true,
  });
};

const hasWebsite = async (target: Target, aws: Aws): Promise<boolean> => {
  const asking = aws.use(S3Client).send(new GetBucketWebsiteCommand(owner(target)));
  return (await unless('NoSuchWebsiteConfiguration', null, asking)) !== null;
};

/**
 * Block Public Access of the bucket. The account has one of its own, and an organization may too: reading those is
 * S3 Control's, so a put that they refuse fails and is told as S3 tells it.
 */
const blocksPublicPolicies = async (target: Target, aws: Aws): Promise<boolean> => {
  const asking = aws.use(S3Client).send(new GetPublicAccessBlockCommand(owner(target)));
  const answer = await unless('NoSuchPublicAccessBlockConfiguration', null, asking);
  return answer?.PublicAccessBlockConfiguration?.BlockPublicPolicy === true;
};

const see = async (target: Target, aws: Aws): Promise<State> => {
  const policy = await unless('AccessDenied', undefined, readPolicy(target, aws));
  if (policy === undefined) return { is: 'hidden' };
  const document = policy === null ? undefined : parsePolicy(policy).document;
  const isOpen = document !== undefined && isPublic(document);
  return {
    is: 'seen',
    policy,
    website: await hasWebsite(target, aws),
    publicPolicyBlocked: isOpen && (await blocksPublicPolicies(target, aws)),
  };
};

const read = async (target: Target, aws: Aws): Promise<State | undefined> => {
  try {
    return await see(target, aws);
  } catch (error) {
    if (isNamed(error, 'NoSuchBucket')) return undefined;
    throw error;
  }
};

const denyOf = (
  Sid: string,
  Condition: NonNullable<Statement['Condition']>,
  { partition, id }: Target,
): Statement =>
  canonicalStatement({
    Sid,
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [...resourcesOf({ partition, bucket: id })],
    Condition,
  });

const change = (after: Statement, impact: Impact, target: Target) => ({
  set: 'statement' as const,
  on: `${target.arn}#${after.Sid}`,
  before: null,
  after,
  impact: [impact],
});
type StatementChange = ReturnType<typeof change>;

const plaintextDeny = (policy: PolicyDocument, target: Target): StatementChange => {
  const condition = { Bool: { 'aws:SecureTransport': 'false' } };
  return change(denyOf(freeSid(policy, 'WaxsealTlsOnly'), condition, target), 'breaks-plaintext', target);
};

const oldTlsDeny = (policy: PolicyDocument, version: '1.2' | '1.3', target: Target): StatementChange => {
  const condition = { NumericLessThan: { 's3:TlsVersion': version } };
  // S3 refuses TLS before 1.2 by itself, so saying 1.2 shuts nobody out.
  // Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingEncryptionInTransit.html
  const impact = version === '1.2' ? 'none' : 'breaks-old-tls';
  return change(denyOf(freeSid(policy, 'WaxsealMinimumTls'), condition, target), impact, target);
};

type Sayings = readonly Said<Id>[];
const say = (message: Id, when: boolean, data: SaidData = {}): Sayings => (when ? [{ message, data }] : []);

/** Why we must not or cannot add to this policy; people have to change it first. */
const obstacles = (policy: PolicyDocument, after: PolicyDocument, state: Seen, target: Target): Sayings => {
  const bucket = target.id;
  const inverted = labels(policy, invertedDenies(policy));
  const orphans = orphanedPrincipals(policy).join(', ');
  const bytes = sizeOf(after);
  return [
    ...say('inverted-deny', inverted !== '', { bucket, statements: inverted }),
    ...say('orphaned-principals', orphans !== '', { bucket, principals: orphans }),
    ...say('public-policy-blocked', state.publicPolicyBlocked, { bucket }),
    ...say('policy-too-large', bytes > maximumBytes, { bucket, bytes, limit: maximumBytes }),
  ];
};

/** Who may be shut out, and what may keep us from finishing. */
const hazardsOf = (policy: PolicyDocument, adds: Adds, state: Seen, target: Target): Sayings => {
  const bucket = target.id;
  const refusing = labels(policy, deniesOfPolicyChange(policy, bucketOf(target), target.account));
  const plaintextOnly = labels(policy, plaintextOnlyAllows(policy));
  return [
    ...say('website-hosting', adds.plaintext && state.website, { bucket }),
    ...say('plaintext-only-allow', adds.plaintext && plaintextOnly !== '', {
      bucket,
      statements: plaintextOnly,
    }),
    ...say('policy-may-refuse-us', refusing !== '', { bucket, statements: refusing }),
    ...say('tls13-endpoints', adds.tls === '1.3', { bucket }),
  ];
};

const planFor = (policy: PolicyDocument, state: Seen, target: Target, minimum: Minimum) => {
  const bucket = bucketOf(target);
  const denial = denialOfPlaintext(policy, bucket);
  const tls = minimum !== 'off' && !deniesTlsBelow(policy, bucket, Number(minimum)) ? minimum : undefined;
  const adds: Adds = { plaintext: denial === 'no', tls };
  if (!adds.plaintext && tls === undefined) {
    const inverted = labels(policy, invertedDenies(policy));
    const notes = [
      ...say('coverage-spread', denial === 'several-statements', { bucket: target.id }),
      ...say('inverted-deny', inverted !== '', { bucket: target.id, statements: inverted }),
    ];
    return { is: 'compliant' as const, notes };
  }
  const planned = [
    ...(adds.plaintext ? [plaintextDeny(policy, target)] : []),
    ...(tls === undefined ? [] : [oldTlsDeny(policy, tls, target)]),
  ];
  const after = planned.reduce((so, { after: it }) => setStatement(so, it.Sid ?? '', it), policy);
  const [obstacle, ...others] = obstacles(policy, after, state, target);
  const services = servicePrincipals(policy).join(', ');
  const why: Said<Id> = adds.plaintext
    ? { message: 'plaintext-allowed', data: { bucket: target.id } }
    : { message: 'old-tls-allowed', data: { bucket: target.id, version: minimum } };
  return {
    is: 'violation' as const,
    ...(obstacle ?? why),
    changes: obstacle === undefined ? planned : [],
    hazards: [...others, ...hazardsOf(policy, adds, state, target)],
    notes: say('only-aws-services', allowsOnlyServices(policy), { services }),
  };
};

const unreadable = (target: Target, detail: string) => ({
  message: 'policy-unreadable' as const,
  data: { bucket: target.id, detail },
});

const document = (text: string | null, target: Target): PolicyDocument => {
  const parsed = text === null ? { document: emptyPolicy } : parsePolicy(text);
  if (parsed.document !== undefined) return parsed.document;
  const { says, todo } = sentence(messages, unreadable(target, parsed.wrong));
  throw new WaxsealError({ code: 'policy-unreadable', says, todo: todo ?? '' });
};

const sidOf = (on: string): string => on.slice(on.indexOf('#') + 1);

/** One statement of the policy, known by its Sid. Its token is the whole text, because S3 takes policies whole. */
const statement: Field<Statement> = {
  document: (_on, { id }) => id,
  get: async (on, target, aws) => {
    const text = await readPolicy(target, aws);
    const [only, ...more] = withSid(document(text, target), sidOf(on));
    if (only === undefined) return { value: null, token: text };
    // Two statements of one Sid: nothing that we ever plan looks like this value, so the engine keeps off.
    const Sid = `${sidOf(on)} (${more.length + 1} statements)`;
    return { value: canonicalStatement(more.length === 0 ? only : { ...only, Sid }), token: text };
  },
  put: async (on, value, { token }, target, aws) => {
    if (typeof token !== 'string' && token !== null) throw new TypeError('a put needs what get has seen');
    const next = setStatement(document(token, target), sidOf(on), value);
    const s3 = aws.use(S3Client);
    await (next.statements.length === 0
      ? s3.send(new DeleteBucketPolicyCommand(owner(target)))
      : s3.send(new PutBucketPolicyCommand({ ...owner(target), Policy: writePolicy(next) })));
  },
};

/** Adds to the bucket policy what is missing to refuse plain HTTP and, if wished, TLS older than a version. */
export default remediation({
  meta: {
    id: 's3-bucket-tls-only',
    version: 1,
    title: 'S3 buckets take requests over TLS only',
    summary:
      'Adds one Deny statement to the bucket policy that refuses every request over plain HTTP, and on demand a second one that refuses old TLS versions.',
    resourceType: 'AWS::S3::Bucket',
    configRules: ['S3_BUCKET_SSL_REQUESTS_ONLY'],
    controls: ['S3.5'],
    services: ['s3'],
    reversible: true,
    permissions: {
      read: ['s3:GetBucketPolicy', 's3:GetBucketPublicAccessBlock', 's3:GetBucketWebsite'],
      write: ['s3:PutBucketPolicy'],
      undo: ['s3:DeleteBucketPolicy', 's3:PutBucketPolicy'],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-ssl-requests-only.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-5',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingEncryptionInTransit.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
    ],
  },
  settings,
  fields: { statement },
  read,
  source,
  plan: (state, target, { minimumTlsVersion }) => {
    const bucket = target.id;
    if (state.is === 'hidden') return { is: 'unknown', message: 'policy-hidden', data: { bucket } };
    const parsed = state.policy === null ? { document: emptyPolicy } : parsePolicy(state.policy);
    if (parsed.document === undefined) return { is: 'unknown', ...unreadable(target, parsed.wrong) };
    return planFor(parsed.document, state, target, minimumTlsVersion);
  },
});
