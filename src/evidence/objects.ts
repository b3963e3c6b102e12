import {
  GetBucketLocationCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import { isDenied } from '../aws/error-names.ts';
import type { Location } from '../core/model/target.ts';
import type { Parse, Tally } from './entries.ts';
import { linesOf, type Divide } from './lines.ts';
import type { Asking } from './source.ts';

/** Logs that lie in a bucket as objects, with keys that sort by time. */

export interface LogObject {
  readonly key: string;
  readonly size: number;
}

interface Shelf {
  readonly bucket: string;
  /** Whose it is, where that is known: a name taken over by somebody else is refused. */
  readonly owner?: string;
  readonly location: Location;
}

/** A folder as keys begin with it. */
export const withSlash = (folder: string): string =>
  folder === '' || folder.endsWith('/') ? folder : `${folder}/`;

/** Where logs are delivered: the bucket and the folder in it, as the ARN has them. `undefined`: it is no bucket. */
export const destinationIn = (
  arn: string,
): { readonly bucket: string; readonly folder: string } | undefined => {
  const [, bucket, folder = ''] = /^arn:[\w-]+:s3:::([^/]+)\/?(.*)$/.exec(arn) ?? [];
  return bucket === undefined ? undefined : { bucket, folder };
};

/**
 * A bucket of logs may be in any Region. Whoever shares one with another account lets it read, and seldom ask where it is: then it is
 * taken to be where the logs come from. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html
 */
export const regionOf = async (bucket: string, { target, look }: Asking): Promise<string> => {
  const asking = look(target)
    .use(S3Client)
    .send(new GetBucketLocationCommand({ Bucket: bucket }));
  const answer = await asking.catch((error: unknown) => {
    if (isDenied(error)) return undefined;
    throw error;
  });
  if (!answer) return target.region;
  const { LocationConstraint: place } = answer;
  // Of us-east-1 there is none.
  if (!place) return 'us-east-1';
  return place === 'EU' ? 'eu-west-1' : place;
};

/** List prices, us-east-1. https://aws.amazon.com/s3/pricing/ */
const listDollars = 0.005 / 1000;
const getDollars = 0.0004 / 1000;

const shelfOf = ({ bucket, owner }: Shelf) => ({
  Bucket: bucket,
  ...(owner !== undefined && { ExpectedBucketOwner: owner }),
});

/** Below a prefix, after a key, as far as the budget lets list. */
export const listed = async (
  shelf: Shelf,
  { prefix, after }: { readonly prefix: string; readonly after?: string },
  { look, spending }: Asking,
  most = Number.POSITIVE_INFINITY,
): Promise<{ readonly objects: readonly LogObject[]; readonly cutOff: boolean }> => {
  const objects: LogObject[] = [];
  let token: string | undefined;
  do {
    const answer = await look(shelf.location)
      .use(S3Client)
      .send(
        new ListObjectsV2Command({
          ...shelfOf(shelf),
          Prefix: prefix,
          ...(after !== undefined && { StartAfter: after }),
          ...(most < 1000 && { MaxKeys: most }),
          ContinuationToken: token,
        }),
      );
    spending.dollars(listDollars);
    for (const { Key: key, Size: size = 0 } of answer.Contents ?? [])
      if (key !== undefined && size > 0) objects.push({ key, size });
    if (answer.IsTruncated && answer.NextContinuationToken === undefined) return { objects, cutOff: true };
    token = answer.IsTruncated ? answer.NextContinuationToken : undefined;
    if (spending.isOver()) return { objects, cutOff: true };
  } while (token !== undefined && objects.length < most);
  return { objects, cutOff: token !== undefined && objects.length < most };
};

/** Where not all can be read: some of each time, not all of one. */
const spread = <Item>(items: readonly Item[], most: number): readonly Item[] => {
  if (items.length <= most) return items;
  if (most < 1) return [];
  const step = items.length / most;
  return Array.from({ length: Math.floor(most) }, (_, at) => items[Math.floor(at * step)]).filter(
    (item) => item !== undefined,
  );
};

/** How many at a time: each is a socket and a chunk. */
const together = 8;

/** Reads objects into a tally, each with a parser of its own; `true`: something was left out. */
export const readInto = async (
  tally: Tally,
  objects: readonly LogObject[],
  shelf: Shelf,
  parserFor: () => Parse,
  { look, spending }: Asking,
  divide?: Divide,
): Promise<boolean> => {
  const left = spending.left();
  const sizes = objects.reduce((sum, { size }) => sum + size, 0);
  // What is compressed is longer than its size says; the budget counts what is looked at.
  const share = Math.min(1, (left.megabytes * 1_000_000) / Math.max(1, sizes));
  const chosen = spread(objects, Math.min(left.objects, Math.ceil(objects.length * share)));
  const waiting = chosen[Symbol.iterator]();
  let cutOff = chosen.length < objects.length;
  const goesOn = (): boolean => !spending.isOver() && !tally.isEnough();
  const worker = async (): Promise<void> => {
    for (const { key } of waiting) {
      if (!goesOn()) {
        cutOff = true;
        return;
      }
      spending.object();
      spending.dollars(getDollars);
      const { Body } = await look(shelf.location)
        .use(S3Client)
        .send(new GetObjectCommand({ ...shelfOf(shelf), Key: key }));
      const body = bytesOf(Body);
      const parse = parserFor();
      const end = await linesOf(
        body,
        (line) => tally.add(parse(line)),
        (bytes) => {
          spending.bytes(bytes);
          return goesOn();
        },
        divide,
      ).catch(() => 'broken' as const);
      if (end === 'broken') tally.add('broken');
      if (end === 'stopped') cutOff = true;
    }
  };
  await Promise.all(Array.from({ length: together }, worker));
  return cutOff;
};

const isIterable = (body: unknown): body is AsyncIterable<Uint8Array> =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

/** An answer without a body has no lines: somebody deleted it meanwhile, or the endpoint is none. */
const bytesOf = (body: unknown): AsyncIterable<Uint8Array> => {
  if (isIterable(body)) return body;
  throw new TypeError('an object without a body');
};
