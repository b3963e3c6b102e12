import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operations, type World } from '../../../sandbox/world.ts';
import type { Stream } from './records.ts';

const api = 'https://docs.aws.amazon.com/kinesis/latest/APIReference/';

const all = {
  all: (world: World) => world.kinesis.Streams,
  with: (world: World, Streams: Stream[]): World => ({ ...world, kinesis: { ...world.kinesis, Streams } }),
  missing: () =>
    refuse(
      'ResourceNotFoundException',
      400,
      'The requested resource could not be found.',
      `${api}CommonErrors.html`,
    ),
};
/** One of the two names it. */
interface Named {
  readonly StreamName?: string;
  readonly StreamARN?: string;
}
const streams = recordsOf<Stream, Named>({
  ...all,
  is: (one, { StreamName, StreamARN }, { region }) =>
    one.Region === region && (one.StreamName === StreamName || one.StreamARN === StreamARN),
});
const byResource = recordsOf<Stream, { readonly ResourceARN: string }>({
  ...all,
  is: ({ Region, StreamARN }, { ResourceARN }, { region }) => Region === region && StreamARN === ResourceARN,
});

/** What the sandbox plays of it. */
export const kinesis: Operations = {
  // API_ListStreams.html
  ListStreams: lists({
    as: 'StreamNames',
    token: 'NextToken',
    most: { as: 'Limit', largest: 10_000 },
    wrong: (message) => refuse('InvalidArgumentException', 400, message, `${api}API_ListStreams.html#Errors`),
    items: ({ kinesis: { Streams } }, _input: object, { region }) =>
      Streams.filter(({ Region }) => Region === region).map(({ StreamName }) => StreamName),
  }),
  // API_DescribeStreamSummary.html: no shards.
  DescribeStreamSummary: streams.reads(({ Region: _region, Tags: _tags, ...summary }) => ({
    StreamDescriptionSummary: summary,
  })),
  // API_ListTagsForResource.html: without pages.
  ListTagsForResource: byResource.reads(({ Tags }) => ({ Tags: tagList(Tags) })),
};
