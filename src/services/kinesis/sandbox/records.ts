import * as z from 'zod/mini';
import { tagRecords, type Tags } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const stream = z.strictObject({
  StreamName: z.string().check(z.regex(/^[\w.-]{1,128}$/)),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  StreamStatus: z._default(z.enum(['CREATING', 'DELETING', 'ACTIVE', 'UPDATING']), 'ACTIVE'),
  EncryptionType: z._default(z.enum(['NONE', 'KMS']), 'NONE'),
  Tags: tagRecords,
});

/** Streams as DescribeStreamSummary and ListTagsForResource tell of them. */
export const kinesisRecords = z.strictObject({ Streams: z._default(z.array(stream), []) });

export interface Stream {
  readonly StreamName: string;
  readonly StreamARN: string;
  readonly Region: string;
  readonly StreamStatus: string;
  readonly EncryptionType: string;
  readonly Tags: Tags;
}
export interface Kinesis {
  /** Every stream of the account. */
  readonly Streams: readonly Stream[];
}

/** The records with AWS's defaults. */
export const loadKinesis = (
  { Streams }: z.output<typeof kinesisRecords>,
  { region, partition, account }: Where,
): Kinesis => ({
  Streams: Streams.map(({ Region = region, ...rest }) => ({
    ...rest,
    Region,
    StreamARN: `arn:${partition}:kinesis:${Region}:${account}:stream/${rest.StreamName}`,
  })),
});
