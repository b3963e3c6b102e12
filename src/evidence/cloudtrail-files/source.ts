import { isDenied } from '../../aws/error-names.ts';
import type { NotKnown } from '../../core/model/evidence.ts';
import type { Reading } from '../../core/evidence/verdict.ts';
import { trailReads } from '../cloudtrail-events/source.ts';
import { latest, recordings, type Recording } from '../cloudtrail-events/trails.ts';
import { tallyOf } from '../entries.ts';
import { present } from '../logs-insights/rows.ts';
import { listed, readInto } from '../objects.ts';
import type { Asking, Source } from '../source.ts';
import { eventOf } from './event.ts';
import { isFileOf, placeOf } from './place.ts';
import { byRecords } from './records.ts';

const hour = 3_600_000;
/** "Within an average of about 5 minutes", which is not guaranteed. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/how-cloudtrail-works.html */
const lateHours = 1;

const off: NotKnown = {
  is: 'unknown',
  why: 'off',
  says: 'No trail that is on records all data events of the bucket (reads and writes of every object) and keeps them in a bucket.',
  enable: {
    how: 'Let a trail record data events (AWS::S3::Object, reads and writes) of the bucket.',
    costs: 'About 0.10 dollars for each 100,000 events, and their storage in S3.',
  },
};

const noAccess = (says: string, how: string): NotKnown => ({
  is: 'unknown',
  why: 'no-access',
  says,
  enable: { how, costs: 'Nothing.' },
});

const hidden = (name: string): NotKnown =>
  noAccess(
    `Trail ${name} may record the bucket, and this account may not see what it records.`,
    'Ask whoever keeps the trail of the organization, or allow cloudtrail:GetEventSelectors and cloudtrail:GetTrailStatus.',
  );

const closed = (bucket: string): NotKnown =>
  noAccess(
    `The files of the trail in bucket ${bucket} may not be listed or read.`,
    `Name the bucket in the evidence setting (logBuckets). If it is another account's, as that of an organization's trail is, its policy must allow this role s3:ListBucket and s3:GetObject, too.`,
  );

const encrypted = (bucket: string, key: string): NotKnown =>
  noAccess(
    `The files of the trail in bucket ${bucket} are encrypted with ${key}, or may not be read.`,
    'Allow the evidence role kms:Decrypt in the policy of that key, and s3:GetObject on the files.',
  );

const empty = (bucket: string): NotKnown => ({
  is: 'unknown',
  why: 'gaps',
  says: `Bucket ${bucket} holds no file of the trail for this account and Region.`,
});

/** Before the day of the window's beginning nothing is delivered that is of it. */
const dayOf = (at: Date): string => at.toISOString().slice(0, 10).replaceAll('-', '/');

const readTrail = async (recording: Recording, asking: Asking): Promise<Reading | NotKnown> => {
  const { target, window } = asking;
  const { trail, status } = recording;
  const bucket = trail.S3BucketName ?? '';
  const place = await placeOf(recording, asking);
  if (!place) return empty(bucket);
  const { prefix, shelf, isOwn, oldest } = place;
  const { objects, cutOff } = await listed(
    shelf,
    { prefix, after: `${prefix}${dayOf(window.from)}` },
    asking,
  );
  const tally = tallyOf(window);
  const parse = eventOf(target.arn);
  let left: boolean;
  try {
    left = await readInto(tally, objects.filter(isFileOf(target)), shelf, () => parse, asking, byRecords);
  } catch (error) {
    if (!isDenied(error) || trail.KmsKeyId === undefined) throw error;
    return encrypted(bucket, trail.KmsKeyId);
  }
  const arrived = status.LatestDeliveryTime?.getTime() ?? window.from.getTime();
  const until = new Date(Math.min(arrived, window.to.getTime() - lateHours * hour));
  const fault = present(status.LatestDeliveryError);
  const { since, isSettled } = recording;
  const found = tally.result(until);
  return {
    is: 'read',
    source: `CloudTrail data events in bucket ${bucket}${fault === undefined ? '' : ` (not delivered: ${fault})`}`,
    complete: isSettled && isOwn,
    onSince: since === null || oldest === null ? null : latest(since, oldest),
    until: until.toISOString(),
    ...found,
    // How many events did not arrive, nobody knows.
    unread: found.unread + (fault === undefined ? 0 : 1),
    cutOff: cutOff || left,
  };
};

/** The first trail whose files can be read; of the others, what keeps them from it. */
const read = async (asking: Asking): Promise<Reading | NotKnown> => {
  let instead: NotKnown | undefined;
  for await (const found of recordings(asking, ({ S3BucketName: bucket }) => bucket !== undefined)) {
    if ('hidden' in found) {
      instead ??= hidden(found.trail.Name ?? found.trail.TrailARN ?? '');
      continue;
    }
    const reading = await readTrail(found, asking).catch((error: unknown) => {
      if (!isDenied(error)) throw error;
      return closed(found.trail.S3BucketName ?? '');
    });
    if (reading.is === 'read') return reading;
    instead ??= reading;
  }
  return instead ?? off;
};

/** Data events of S3 that a trail keeps in a bucket, as it does also without a log group. */
export const cloudTrailFiles: Source = {
  name: 'CloudTrail data events in a bucket',
  permissions: [...trailReads, 's3:GetBucketLocation', 's3:GetObject', 's3:ListBucket'],
  answers: ({ ask, of }) => ask === 'plaintext-requests' && /^arn:[\w-]+:s3:::/.test(of),
  read,
};
