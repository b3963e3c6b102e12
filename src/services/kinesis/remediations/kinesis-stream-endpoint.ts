import { DescribeStreamSummaryCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import * as z from 'zod/mini';
import { unless } from '../../../aws/error-names.ts';
import { remediation } from '../../../core/model/remediation.ts';
import { enforced } from '../../../families/enforced.ts';

const page = 'https://docs.aws.amazon.com/general/latest/gr/ak.html';

const { messages, ...parts } = enforced({
  thing: 'stream',
  page,
  says: 'all endpoints of Kinesis Data Streams, those for FIPS among them, take HTTPS and nothing else.',
  caveat:
    'What becomes of the records behind the stream is not seen: a Firehose stream, a function or an application that reads them may pass them on without TLS.',
  read: async ({ id: StreamName }, aws) => {
    const asking = aws.use(KinesisClient).send(new DescribeStreamSummaryCommand({ StreamName }));
    const answer = await unless('ResourceNotFoundException', undefined, asking);
    return answer && { value: null };
  },
});

/** Shows that AWS lets nobody reach a stream over plain HTTP: its policy need not refuse it. */
export default remediation({
  meta: {
    id: 'kinesis-stream-endpoint',
    version: 1,
    family: 'enforced',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'Kinesis streams are reached over HTTPS only',
    summary:
      'Reads that the stream is there and says what AWS documents of its endpoints. Nothing is written: a policy that refuses plain HTTP would refuse nobody, and is not added where there is none.',
    resourceType: 'AWS::Kinesis::Stream',
    configRules: [],
    controls: [],
    services: ['kinesis'],
    reversible: true,
    permissions: { read: ['kinesis:DescribeStreamSummary'], write: [], undo: [] },
    messages,
    docs: [page, 'https://docs.aws.amazon.com/streams/latest/dev/infrastructure-security.html'],
  },
  settings: z.strictObject({}),
  ...parts,
});
