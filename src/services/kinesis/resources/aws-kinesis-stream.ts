import {
  DescribeStreamSummaryCommand,
  KinesisClient,
  ListStreamsCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-kinesis';
import { unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { streamArn, streamIn, streamNameIn } from '../facts/stream.ts';

const type = 'AWS::Kinesis::Stream';

const targetOf = targetsOf(type, streamArn);

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const names = everyPage(async (NextToken) => {
    const answer = await aws.use(KinesisClient).send(new ListStreamsCommand({ NextToken }));
    return { items: answer.StreamNames, next: answer.NextToken };
  });
  for await (const name of names) yield targetOf(name, place);
}

const resolve = async (id: string, place: Location, aws: Aws): Promise<Target | undefined> => {
  const StreamName = streamIn(id, place);
  if (StreamName === undefined) return undefined;
  const asking = aws.use(KinesisClient).send(new DescribeStreamSummaryCommand({ StreamName }));
  return (await unless('ResourceNotFoundException', undefined, asking)) && targetOf(StreamName, place);
};

/** Data streams, on demand and provisioned. AWS Config names them by their name; events and people also by ARN. */
const stream: Resource = {
  type,
  arn: 'arn:{partition}:kinesis:{region}:{account}:stream/{stream}',
  configRecords: true,
  permissions: ['kinesis:DescribeStreamSummary', 'kinesis:ListStreams', 'kinesis:ListTagsForResource'],
  idOf: streamNameIn,
  resolve,
  list,
  root: ({ arn }) => arn,
  tags: async ({ arn: ResourceARN }, aws) => {
    const { Tags = [] } = await aws.use(KinesisClient).send(new ListTagsForResourceCommand({ ResourceARN }));
    return tagsByKey(Tags);
  },
};

export default stream;
