import { documentOf, type Guardrail, type Row } from './guardrail.ts';

const page = 'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html';

const request = { action: 's3:GetObject', resource: 'arn:aws:s3:::any/object' };
const rows: readonly Row[] = [
  {
    says: 'plain HTTP through the endpoint',
    ...request,
    keys: { 'aws:SecureTransport': 'false' },
    refused: true,
  },
  { says: 'HTTPS through the endpoint', ...request, keys: { 'aws:SecureTransport': 'true' }, refused: false },
];

/** The policy to give a VPC endpoint when it is made: what there is already is held to the same by a remediation. */
export const endpointPolicy = (): Guardrail => ({
  id: 'vpc-endpoint-policy',
  instrument: 'vpc-endpoint-policy',
  title: 'VPC endpoints let requests over TLS through only',
  says: 'Refuses plain HTTP through an endpoint that is made with it, and allows all else as an endpoint without a policy does. It does not reach requests that come another way. Of an endpoint with a policy of its own, add the refusal alone.',
  prevents: ['vpc-endpoint-tls-only'],
  meets: 'requests',
  file: 'vpc-endpoint-policy.json',
  text: documentOf([
    { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' },
    {
      Sid: 'DenyPlainHttp',
      Effect: 'Deny',
      Principal: '*',
      Action: ['*'],
      Resource: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ]),
  limit: 20_480,
  rows,
  notSaid: [],
  page,
});
