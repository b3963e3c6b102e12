import {
  DeleteAccessPointPolicyCommand,
  GetAccessPointPolicyCommand,
  PutAccessPointPolicyCommand,
  S3ControlClient,
} from '@aws-sdk/client-s3-control';
import * as z from 'zod/mini';
import { isNamed } from '../../../aws/error-names.ts';
import { remediation, type Aws } from '../../../core/model/remediation.ts';
import { saying } from '../../../core/say/said.ts';
import type { Target } from '../../../core/model/target.ts';
import { halfAnAnswer } from '../../../families/statement/document.ts';
import { tlsOnly } from '../../../families/statement.ts';
import { refusedAsPublic } from '../../s3/facts/public-policy.ts';
import { isPublicOfPoint } from '../facts/public.ts';
import { aroundOf } from './s3-access-point-tls-only/bucket.ts';

/** Every call names the account that has the access point. */
const named = ({ account: AccountId, id: Name }: Target) => ({ AccountId, Name });

/** That there is none, S3 says by an error of its own. */
const getPolicy = async (target: Target, aws: Aws) => {
  try {
    const { Policy } = await aws.use(S3ControlClient).send(new GetAccessPointPolicyCommand(named(target)));
    if (Policy !== undefined) return { text: Policy };
  } catch (error) {
    if (isNamed(error, 'NoSuchAccessPointPolicy')) return { text: null };
    if (isNamed(error, 'NoSuchAccessPoint')) return undefined;
    throw error;
  }
  throw halfAnAnswer('S3', `for access point ${target.id}, but without its policy`);
};

const refused = (text: string, error: unknown, { id, account }: Target): unknown =>
  refusedAsPublic(text, error, {
    isPublic: isPublicOfPoint,
    of: `access point ${id}`,
    blockedBy: `the access point, of its bucket or of account ${account}`,
    seenBy: 's3:GetAccessPoint, s3:GetBucketPublicAccessBlock, s3:GetAccountPublicAccessBlock',
    put: 's3:PutAccessPointPolicy',
  });

const { messages, plan, ...parts } = tlsOnly({
  type: 'access point policy',
  thing: 'access point',
  service: 'S3',
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
  absent: 'closed',
  needsStatements: true,
  get: getPolicy,
  put: async (Policy, _revision, target, aws) => {
    const put = new PutAccessPointPolicyCommand({ ...named(target), Policy });
    const putting = aws.use(S3ControlClient).send(put);
    await putting.catch((error: unknown) => Promise.reject(refused(Policy, error, target)));
  },
  remove: async (_revision, target, aws) => {
    await aws.use(S3ControlClient).send(new DeleteAccessPointPolicyCommand(named(target)));
  },
  actions: ['s3:*'],
  resources: ({ arn }) => [arn, `${arn}/object/*`],
  // The key of an object has at least one character.
  guards: ({ arn }) => [arn, `${arn}/object/?*`],
  writes: ['s3:PutAccessPointPolicy', 's3:DeleteAccessPointPolicy'],
  reads: 's3:GetAccessPointPolicy',
  describes: 's3:GetAccessPoint, s3:GetBucketPublicAccessBlock and s3:GetAccountPublicAccessBlock',
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-restrictions-limitations-naming-rules.html
  limits: { bytes: 20_480 },
  // The same page: access points take HTTPS only, and nobody without a signature.
  httpsOnly: true,
  code: {
    cloudformation: 'AWS::S3::AccessPoint',
    member: 'Policy',
    // The iam.PolicyDocument that is the `policy` of an s3.CfnAccessPoint.
    cdk: 'accessPointPolicy.addStatements',
    terraform: 'aws_s3control_access_point_policy',
  },
  messages: {
    // The endpoints of buckets take plain HTTP: this is said of access points alone.
    'https-only-already': {
      says: 'AWS documents HTTPS alone for access points: the statement should meet nobody, and shows auditors and other tools that access point {accessPoint} takes nothing else.',
      todo: 'Approve where your rules ask for the statement; where they do not, exempt the access point.',
    },
    'bucket-refuses': {
      says: 'The policy of bucket {bucket} refuses plain HTTP to everybody. S3 evaluates it for every request through access point {accessPoint} as well, so the access point needs no Deny of its own.',
    },
    'bucket-elsewhere': {
      says: 'Access point {accessPoint} leads to bucket {bucket} of account {owner}. Whether the policy of that bucket refuses plain HTTP was not read.',
    },
    'bucket-unread': {
      says: 'Whether the policy of bucket {bucket}, to which access point {accessPoint} leads, refuses plain HTTP already could not be read. If it does, this statement adds nothing.',
      todo: "Give Waxseal's read role s3:GetBucketPolicy, or look at the bucket policy yourself, and reject the approval request if it refuses plain HTTP.",
    },
    'public-policy-blocked': {
      says: 'Access point {accessPoint} has a public policy, and Block Public Access of the {blockedBy} refuses every public policy that is put, even an improved one.',
      todo: 'Narrow what the policy allows to everyone; then the Deny statement can be added. Block Public Access of an access point cannot be changed after it is made.',
    },
    'no-bucket': {
      says: 'Access point {accessPoint} leads to {source}, which is no bucket: its own policy alone decides who may come how.',
    },
    'vpc-only': {
      says: 'Access point {accessPoint} takes requests from VPC {vpc} only; the statement holds for these.',
    },
  },
  around: aroundOf,
  besides: (
    { around: { vpc, bucket = '', source = '', blockedBy, refuses = false } = {} },
    { id: accessPoint },
  ) => ({
    obstacles: saying('public-policy-blocked', blockedBy !== undefined, {
      accessPoint,
      blockedBy: blockedBy ?? '',
    }),
    hazards: saying('bucket-unread', refuses === 'unread', { accessPoint, bucket }),
    notes: [
      ...(typeof refuses === 'object'
        ? saying('bucket-elsewhere', true, { accessPoint, bucket, owner: refuses.owner })
        : []),
      ...saying('no-bucket', source !== '', { accessPoint, source }),
      ...saying('vpc-only', vpc !== undefined, { accessPoint, vpc: vpc ?? '' }),
    ],
  }),
});

/** Adds to an access point's policy a Deny of plain HTTP, unless the policy of its bucket has one. */
export default remediation({
  meta: {
    id: 's3-access-point-tls-only',
    version: 1,
    family: 'statement',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'Policies of S3 access points or of their buckets refuse requests without TLS',
    summary:
      'Adds one Deny statement to the policy of an access point that refuses every request over plain HTTP. An access point whose bucket policy, in the same account, refuses plain HTTP to everybody is compliant already: S3 evaluates both policies for each request. Access points take HTTPS only, so an owner is always asked. Access points of FSx volumes have no bucket, and their own policy is looked at. Multi-Region Access Points, Object Lambda Access Points and access points of directory buckets or of Outposts are of other types and not evaluated; the policy of the bucket holds for Multi-Region Access Points too.',
    resourceType: 'AWS::S3::AccessPoint',
    configRules: [],
    controls: [],
    services: ['s3'],
    impacts: ['breaks-plaintext'],
    reversible: true,
    permissions: {
      read: [
        's3:GetAccessPoint',
        's3:GetAccessPointPolicy',
        's3:GetAccountPublicAccessBlock',
        's3:GetBucketPolicy',
        's3:GetBucketPublicAccessBlock',
      ],
      write: ['s3:PutAccessPointPolicy'],
      undo: ['s3:DeleteAccessPointPolicy', 's3:PutAccessPointPolicy'],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-restrictions-limitations-naming-rules.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-bpa-settings.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-vpc.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_PutAccessPointPolicy.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
  plan: (state, target, settings) => {
    const verdict = plan(state, target, settings);
    const { bucket, refuses } = (state.is === 'seen' && state.around) || {};
    if (verdict.is !== 'non-compliant' || refuses !== true || bucket === undefined) return verdict;
    return { is: 'compliant', notes: saying('bucket-refuses', true, { accessPoint: target.id, bucket }) };
  },
});
