import { tallyOf } from '../entries.ts';
import { listed, readInto } from '../objects.ts';
import type { Asking, Source } from '../source.ts';
import { lineOf } from './line.ts';
import { onSinceOf, placeOf, untilOf } from './place.ts';

const day = 86_400_000;

/** `2026-11-07`, or `2026/11/07` where keys are partitioned. */
const dayOf = (at: Date, separator: string): string =>
  at.toISOString().slice(0, 10).replaceAll('-', separator);

const read = async (asking: Asking) => {
  const { target, window } = asking;
  const place = await placeOf(asking);
  if (place.is !== 'place') return place;
  const { shelf, prefix, partitioned } = place;
  const onSince = await onSinceOf(place, asking);
  const begin = new Date(window.from.getTime() - day);
  const after = `${prefix}${dayOf(begin, partitioned ? '/' : '-')}`;
  const { objects, cutOff } = await listed(shelf, { prefix, after }, asking);
  const tally = tallyOf(window);
  const line = lineOf(target.id);
  const left = await readInto(tally, objects, shelf, () => line, asking);
  const until = untilOf(asking);
  return {
    is: 'read' as const,
    source: `S3 server access logs in ${shelf.bucket}`,
    complete: false,
    onSince,
    until: until.toISOString(),
    ...tally.result(until),
    cutOff: cutOff || left,
  };
};

/** Server access logs that S3 puts into a bucket. */
export const s3AccessLogs: Source = {
  name: 'S3 server access logs',
  permissions: ['s3:GetBucketLogging', 's3:GetObject', 's3:ListBucket'],
  answers: ({ ask, of }) => ask === 'plaintext-requests' && /^arn:[\w-]+:s3:::/.test(of),
  read,
};
