import { canonicalStatement } from '../../../../aws/policy/canonical-statement.ts';
import {
  emptyPolicy,
  freeSid,
  labelOf,
  parsePolicy,
  setStatement,
  sizeOf,
  type PolicyDocument,
  type Statement,
} from '../../../../aws/policy/document.ts';
import { isCloudFront } from '../../../cloudfront/facts/bucket-doors.ts';
import {
  allowsOnlyServices,
  orphanedPrincipals,
  servicePrincipals,
} from '../../../../aws/policy/principals.ts';
import {
  denialOfPlaintext,
  deniesOfPolicyChange,
  deniesTlsBelow,
  invertedDenies,
  isOddlyDenied,
  plaintextOnlyAllows,
  resourcesOf,
  unjudgedStatements,
} from '../../../../aws/policy/transport.ts';
import type { Change, Impact, Verdict } from '../../../../core/model/remediation.ts';
import type { Said, SaidData } from '../../../../core/say/said.ts';
import type { Target } from '../../../../core/model/target.ts';
import { cloudFrontHazards, cloudFrontNotes } from './cloudfront-sayings.ts';
import { unreadable, type Id } from './messages.ts';
import type { Seen, State } from './read.ts';

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html */
const maximumBytes = 20_480;

type Minimum = 'off' | '1.2' | '1.3';

/** What is missing in a policy. */
interface Adds {
  readonly plaintext: boolean;
  readonly tls: '1.2' | '1.3' | undefined;
}

const bucketOf = ({ partition, id }: Target) => ({ partition, bucket: id });

const labels = (policy: PolicyDocument, statements: readonly Statement[]): string =>
  statements.map((it) => labelOf(policy, it)).join(', ');

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

type StatementChange = Change<'statement', Statement> & { readonly after: Statement };
const change = (after: Statement, impact: Impact, target: Target): StatementChange => ({
  set: 'statement',
  on: `${target.arn}#${after.Sid}`,
  before: null,
  after,
  impact: [impact],
});

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
  const unjudged = labels(policy, unjudgedStatements(policy));
  return [
    ...say('website-hosting', adds.plaintext && state.website, { bucket }),
    ...(adds.plaintext ? cloudFrontHazards(policy, state.cloudFront, target) : []),
    ...say('plaintext-only-allow', adds.plaintext && plaintextOnly !== '', {
      bucket,
      statements: plaintextOnly,
    }),
    ...say('transport-unjudged', adds.plaintext && unjudged !== '', { bucket, statements: unjudged }),
    ...say('policy-may-refuse-us', refusing !== '', { bucket, statements: refusing }),
    ...say('tls13-endpoints', adds.tls === '1.3', { bucket }),
  ];
};

const planFor = (
  policy: PolicyDocument,
  state: Seen,
  target: Target,
  minimum: Minimum,
): Verdict<Id, StatementChange> => {
  const bucket = bucketOf(target);
  const denial = denialOfPlaintext(policy, bucket);
  const tls = minimum !== 'off' && !deniesTlsBelow(policy, bucket, Number(minimum)) ? minimum : undefined;
  const adds: Adds = { plaintext: denial === 'no', tls };
  if (!adds.plaintext && tls === undefined) {
    const inverted = labels(policy, invertedDenies(policy));
    const notes = [
      ...say('coverage-spread', denial === 'several-statements', { bucket: target.id }),
      ...say('denial-unusual', denial === 'one-statement' && isOddlyDenied(policy, bucket), {
        bucket: target.id,
      }),
      ...say('inverted-deny', inverted !== '', { bucket: target.id, statements: inverted }),
    ];
    return { is: 'compliant', notes };
  }
  const planned = [
    ...(adds.plaintext ? [plaintextDeny(policy, target)] : []),
    ...(tls === undefined ? [] : [oldTlsDeny(policy, tls, target)]),
  ];
  const after = planned.reduce((so, { after: it }) => setStatement(so, it.Sid ?? '', it), policy);
  const [obstacle, ...others] = obstacles(policy, after, state, target);
  const named = servicePrincipals(policy);
  const services = named.join(', ');
  // CloudFront is none that delivers: it comes as its viewers do.
  const onlyServices = allowsOnlyServices(policy) && !named.some(isCloudFront);
  const why: Said<Id> = adds.plaintext
    ? { message: 'plaintext-allowed', data: { bucket: target.id } }
    : { message: 'old-tls-allowed', data: { bucket: target.id, version: minimum } };
  return {
    is: 'violation',
    ...(obstacle ?? why),
    changes: obstacle === undefined ? planned : [],
    hazards: [...others, ...hazardsOf(policy, adds, state, target)],
    notes: [
      ...say('only-aws-services', onlyServices, { services }),
      ...(adds.plaintext ? cloudFrontNotes(policy, state.cloudFront, target) : []),
    ],
  };
};

/** Decides; pure. */
export const plan = (
  state: State,
  target: Target,
  { minimumTlsVersion: minimum }: { readonly minimumTlsVersion: Minimum },
): Verdict<Id, StatementChange> => {
  const bucket = target.id;
  if (state.is === 'hidden') return { is: 'unknown', message: 'policy-hidden', data: { bucket } };
  const parsed = state.policy === null ? { document: emptyPolicy } : parsePolicy(state.policy);
  if (parsed.document === undefined) return { is: 'unknown', ...unreadable(target, parsed.wrong) };
  return planFor(parsed.document, state, target, minimum);
};
