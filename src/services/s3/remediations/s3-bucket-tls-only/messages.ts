import type { Target } from '../../../../core/model/target.ts';

/** Everything that this remediation says. */
export const messages = {
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
    todo: 'Let its whole condition be aws:SecureTransport "false" and nothing else, or remove the statement.',
  },
  'transport-unjudged': {
    says: 'The policy of bucket {bucket} tests how requests travel in a way that Waxseal cannot judge: statement {statements}. Beside a Deny of plain HTTP it may shut somebody out altogether.',
    todo: 'Read its conditions. Approve only if nobody whom it concerns depends on plain HTTP.',
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
  'cloudfront-forwards-http': {
    says: 'CloudFront distribution {distribution} takes plain HTTP from its viewers and forwards it to bucket {bucket} (behaviors: {behaviors}). Those viewers will be refused.',
    todo: 'Set the viewer protocol policy of these behaviors to redirect-to-https first, and wait until the distribution is deployed.',
  },
  'cloudfront-asks-over-http': {
    says: 'CloudFront distribution {distribution} asks bucket {bucket} over plain HTTP, however its viewers come (behaviors: {behaviors}). All that it asks will be refused.',
    todo: 'Make the REST endpoint of the bucket an S3 origin with origin access control first, with viewers redirected to HTTPS. A website endpoint speaks no HTTPS.',
  },
  'cloudfront-unread': {
    says: 'CloudFront may reach bucket {bucket} ({through}), but whether it forwards plain HTTP could not be read. It would be refused.',
    todo: "Give Waxseal's read role cloudfront:ListDistributions and cloudfront:ListCloudFrontOriginAccessIdentities, or look yourself: every behavior that leads to the bucket needs the viewer protocol policy redirect-to-https or https-only.",
  },
  'cloudfront-elsewhere': {
    says: 'The policy of bucket {bucket} lets CloudFront in through what this account does not have ({through}), so whether that forwards plain HTTP could not be read. It would be refused.',
    todo: 'Have its owner set the viewer protocol policy of every behavior that leads to the bucket to redirect-to-https or https-only. What is gone, or too wide, can leave the policy.',
  },
  'canonical-user-unknown': {
    says: 'The policy of bucket {bucket} names canonical users that are no origin access identity of account {account}: {users}. Each is an AWS account, or an origin access identity of another one, and then CloudFront may forward plain HTTP. It would be refused.',
    todo: 'Find out whose they are: aws s3api list-buckets --query Owner.ID shows the one of an account. An account can be named by its ARN instead; an origin access identity needs redirect-to-https or https-only for every behavior that leads to the bucket.',
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
  'cloudfront-over-https': {
    says: 'CloudFront distributions {distributions} reach bucket {bucket} over HTTPS only and are not affected.',
  },
  'coverage-spread': {
    says: 'Several statements of bucket {bucket} refuse plain HTTP only together, or with exceptions that meet; AWS Config may not see it.',
    todo: 'If the Config rule goes on reporting the bucket, replace them by one Deny of s3:* on the bucket and its objects.',
  },
  'denial-unusual': {
    says: 'The policy of bucket {bucket} refuses plain HTTP, in words that AWS Config may not recognise.',
    todo: 'If the Config rule goes on reporting the bucket, add a Deny of s3:* whose whole condition is Bool aws:SecureTransport "false".',
  },
} as const;
export type Id = keyof typeof messages;

/** Said by the plan, and as an error by who would write such a policy. */
export const unreadable = (target: Target, detail: string) => ({
  message: 'policy-unreadable' as const,
  data: { bucket: target.id, detail },
});
