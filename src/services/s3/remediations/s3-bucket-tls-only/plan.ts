import { emptyPolicy, parsePolicy } from '../../../../aws/policy/document.ts';
import { deniesTlsBelow } from '../../../../aws/policy/transport.ts';
import type { PolicyDocument } from '../../../../aws/policy/document.ts';
import type { Verdict } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { saying } from '../../../../core/say/said.ts';
import { planStatements, type StatementChange, type Wanted } from '../../../../families/statement/plan.ts';
import { holdsRevocationLists } from '../../facts/crl-bucket.ts';
import { guardedBucket } from '../../facts/guarded-bucket.ts';
import { cloudFrontHazards, cloudFrontNotes } from './cloudfront-sayings.ts';
import type { Id } from './messages.ts';
import type { State } from './read.ts';
import { bucketPolicy } from './statement-field.ts';

type Minimum = 'off' | '1.2' | '1.3';

/** A second Deny, of TLS that is older than a version. */
const oldTls = (policy: PolicyDocument, minimum: Minimum, target: Target): readonly Wanted<Id>[] => {
  const bucket = target.id;
  const guarded = guardedBucket({ partition: target.partition, bucket });
  if (minimum === 'off' || deniesTlsBelow(policy, guarded, Number(minimum))) return [];
  return [
    {
      sid: 'WaxsealMinimumTls',
      condition: { NumericLessThan: { 's3:TlsVersion': minimum } },
      // S3 refuses TLS before 1.2 by itself, so saying 1.2 shuts nobody out.
      // Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingEncryptionInTransit.html
      impact: minimum === '1.2' ? 'none' : 'breaks-old-tls',
      why: { message: 'old-tls-allowed', data: { bucket, version: minimum } },
      hazards: saying('tls13-endpoints', minimum === '1.3', { bucket }),
    },
  ];
};

/** Decides; pure. */
export const plan = (
  state: State,
  target: Target,
  { minimumTlsVersion: minimum }: { readonly minimumTlsVersion: Minimum },
): Verdict<Id, StatementChange> => {
  const bucket = target.id;
  if (state.is === 'hidden') return { is: 'unknown', message: `${state.what}-hidden`, data: { bucket } };
  const { document: policy, wrong } =
    state.policy === null ? { document: emptyPolicy } : parsePolicy(state.policy);
  if (policy === undefined)
    return { is: 'unknown', message: 'policy-unreadable', data: { bucket, detail: wrong ?? '' } };
  return planStatements(policy, bucketPolicy, target, oldTls(policy, minimum, target), {
    obstacles: saying('public-policy-blocked', state.publicPolicyBlocked, { bucket }),
    hazards: [
      ...saying<Id>('website-hosting', state.website, { bucket }),
      ...saying<Id>('revocation-lists', holdsRevocationLists(policy), { bucket }),
      ...cloudFrontHazards(policy, state.cloudFront, target),
    ],
    notes: cloudFrontNotes(policy, state.cloudFront, target),
  });
};
