import type { Message } from '../../../../core/say/said.ts';
import { statementMessages, type StatementId } from '../../../../families/statement/messages.ts';
import { bucketPolicy } from './statement-field.ts';

/** What S3 alone says, or says more of. */
const own = {
  'old-tls-allowed': {
    says: 'The policy of bucket {bucket} does not refuse TLS older than {version}.',
    todo: 'Apply the plan: it adds a Deny statement and leaves every other statement as it is.',
  },
  'policy-hidden': {
    says: 'S3 does not let Waxseal read the policy of bucket {bucket}, so nothing is known about it.',
    todo: "Give Waxseal's role s3:GetBucketPolicy. If it has it, the bucket policy denies it: exclude the role from that Deny statement. Where nobody can read the policy any more, the root user of the account still can.",
  },
  'public-policy-blocked': {
    says: 'Bucket {bucket} has a public policy, and Block Public Access refuses every public policy that is put, even an improved one.',
    todo: 'Narrow what the policy allows to everyone; then the Deny statement can be added.',
  },
  'website-hosting': {
    says: 'Bucket {bucket} hosts a website. Website endpoints speak plain HTTP only: its visitors will be refused.',
    todo: 'Serve it through CloudFront with the bucket as an S3 origin, then switch website hosting off. Otherwise exempt the bucket.',
  },
  'revocation-lists': {
    says: 'A private CA writes lists of revoked certificates into bucket {bucket} (the policy lets acm-pca.amazonaws.com). Whoever verifies its certificates fetches them over plain HTTP, by the address that stands in each certificate: those requests will be refused, and clients then refuse every certificate, or take a revoked one.',
    todo: 'Exempt the bucket: the lists are signed, and public. Or have the CA name a host before CloudFront, with plain HTTP for viewers and origin access control to the bucket (CustomCname), and wait until all certificates that name the bucket have run out. OCSP in place of lists does without them.',
  },
  'cloudfront-forwards-http': {
    says: 'CloudFront distribution {distribution} takes plain HTTP from its viewers and forwards it to bucket {bucket} (behaviors: {behaviors}). Those viewers will be refused.',
    todo: 'Set the viewer protocol policy of these behaviors to redirect-to-https first, and wait until the distribution is deployed.',
  },
  'cloudfront-asks-over-http': {
    says: 'CloudFront distribution {distribution} requests bucket {bucket} over plain HTTP, whatever protocol its viewers use (behaviors: {behaviors}). All its requests will be refused.',
    todo: 'Make the REST endpoint of the bucket an S3 origin with origin access control first, with viewers redirected to HTTPS. A website endpoint speaks no HTTPS.',
  },
  'cloudfront-unread': {
    says: 'CloudFront may reach bucket {bucket} ({through}), but whether it forwards plain HTTP could not be read. It would be refused.',
    todo: "Give Waxseal's read role cloudfront:ListDistributions and cloudfront:ListCloudFrontOriginAccessIdentities, or check yourself: every behavior that leads to the bucket needs the viewer protocol policy redirect-to-https or https-only.",
  },
  'cloudfront-elsewhere': {
    says: 'The policy of bucket {bucket} allows CloudFront through something outside this account ({through}), so whether it forwards plain HTTP could not be read. It would be refused.',
    todo: 'Have its owner set the viewer protocol policy of every behavior that leads to the bucket to redirect-to-https or https-only. Remove from the policy what no longer exists or is too broad.',
  },
  'canonical-user-unknown': {
    says: 'The policy of bucket {bucket} names canonical users that are no origin access identity of account {account}: {users}. Each is an AWS account, or an origin access identity of another one, and then CloudFront may forward plain HTTP. It would be refused.',
    todo: 'Find out whose they are: aws s3api list-buckets --query Owner.ID shows the one of an account. An account can be named by its ARN instead; an origin access identity needs redirect-to-https or https-only for every behavior that leads to the bucket.',
  },
  'tls13-endpoints': {
    says: 'S3 offers no TLS 1.3 on PrivateLink endpoints and Multi-Region Access Points: requests to bucket {bucket} through them will be refused.',
    todo: 'Make sure that nobody reaches the bucket through them, or set minimumTlsVersion to 1.2.',
  },
  'cloudfront-over-https': {
    says: 'CloudFront distributions {distributions} reach bucket {bucket} over HTTPS only and are not affected.',
  },
  'coverage-spread': {
    says: 'Several statements of bucket {bucket} refuse plain HTTP only together, or with overlapping exceptions; AWS Config may not recognise it.',
    todo: 'If the Config rule keeps reporting the bucket, replace them by one Deny of s3:* on the bucket and its objects.',
  },
} as const;
export type Id = keyof typeof own | StatementId;

/** Everything that this remediation says. */
export const messages: Readonly<Record<Id, Message>> = { ...statementMessages(bucketPolicy), ...own };
