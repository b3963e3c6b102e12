/** A bucket policy that refuses plain HTTP. */
export const shutting = (bucket: string, Sid: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid,
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  });

/** Waxseal's own: every fix of a bucket is applied. */
export const auto = `version: 1
mode: auto
optIns:
  - impacts: [breaks-plaintext]
    owner: bench
    reason: The endpoint has no other clients.
    since: 2020-01-01
`;
