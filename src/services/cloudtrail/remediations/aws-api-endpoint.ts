import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import * as z from 'zod/mini';
import { remediation } from '../../../core/model/remediation.ts';
import { enforced } from '../../../families/enforced.ts';
import { areModern, versionsOf } from '../facts/recorded-tls.ts';

// Of all services: https://aws.amazon.com/blogs/security/tls-1-2-required-for-aws-endpoints/
const page = 'https://docs.aws.amazon.com/accounts/latest/reference/infrastructure-security.html';

const { messages, ...parts } = enforced({
  thing: 'account',
  page,
  says: 'no API endpoint of AWS, those for FIPS among them, takes a TLS older than 1.2.',
  caveat:
    'Plain HTTP is another matter: some endpoints (S3, SQS, SNS, DynamoDB) still take it, which the policies of their resources must refuse. Seen are the last management events in CloudTrail’s history of this one Region; calls that AWS makes itself are recorded without TLS, and a client that AWS turned away is recorded nowhere.',
  field: { name: 'tlsDetails.tlsVersion', holds: areModern },
  read: async (_target, aws) => {
    const { Events = [] } = await aws.use(CloudTrailClient).send(new LookupEventsCommand({ MaxResults: 50 }));
    return { value: versionsOf(Events.map(({ CloudTrailEvent }) => CloudTrailEvent)) };
  },
});

/** Shows that AWS takes no old TLS at its own endpoints, and by which versions this account was called. */
export default remediation({
  meta: {
    id: 'aws-api-endpoint',
    version: 1,
    family: 'enforced',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'AWS’s own API endpoints take TLS 1.2 at least',
    summary:
      'Reads one page of CloudTrail’s event history, which every account has without a trail, counts by which versions of TLS the calls came, and says what AWS documents of its endpoints. Nothing else of the events is kept. Nothing is written: there is nothing to set.',
    resourceType: 'AWS::::Account',
    configRules: [],
    controls: [],
    services: ['cloudtrail'],
    reversible: true,
    permissions: { read: ['cloudtrail:LookupEvents'], write: [], undo: [] },
    messages,
    docs: [
      page,
      'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html',
      'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
