/** Events and files as CloudTrail writes them. */

interface EventFields {
  readonly at?: Date;
  readonly bucket?: string;
  /** `undefined` given: plain HTTP. */
  readonly tls?: string | undefined;
  readonly principal?: string;
  readonly agent?: string;
  readonly more?: object;
}

export const event = (fields: EventFields = {}): Readonly<Record<string, unknown>> => {
  const { at = new Date('2026-11-10T08:00:00Z'), bucket = 'orders', agent = '[aws-cli/2.15]' } = fields;
  const { principal = 'arn:aws:iam::111122223333:user/importer' } = fields;
  const tls = 'tls' in fields ? fields.tls : 'TLSv1.3';
  return {
    eventVersion: '1.11',
    userIdentity: { type: 'IAMUser', principalId: 'AIDAEXAMPLE', arn: principal, accountId: '111122223333' },
    eventTime: at.toISOString().replace('.000', ''),
    eventSource: 's3.amazonaws.com',
    eventName: 'GetObject',
    awsRegion: 'eu-west-1',
    sourceIPAddress: '10.0.0.7',
    userAgent: agent,
    requestParameters: { bucketName: bucket, key: 'secret/a"b\\{.csv' },
    responseElements: null,
    additionalEventData: tls === undefined ? { SignatureVersion: 'SigV4' } : { CipherSuite: 'TLS_AES_128' },
    readOnly: true,
    resources: [
      { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${bucket}/secret/a"b\\{.csv` },
      { accountId: '111122223333', type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucket}` },
    ],
    eventType: 'AwsApiCall',
    managementEvent: false,
    eventCategory: 'Data',
    ...(tls !== undefined && { tlsDetails: { tlsVersion: tls, cipherSuite: 'TLS_AES_128' } }),
    ...fields.more,
  };
};

export const file = (...events: readonly unknown[]): string => JSON.stringify({ Records: events });
