import type { Probed } from '../../../sandbox/probe.ts';
import { refusedBy } from '../../../sandbox/kit/request.ts';

/** Somebody fetches an object over HTTP. */
export const bucket: Probed = {
  ids: ({ s3 }) => s3.Buckets.map(({ Name }) => Name),
  probe: (name, { s3 }) => {
    const { Policy } = s3.Buckets.find(({ Name }) => Name === name) ?? {};
    const resource = `arn:aws:s3:::${name}/2026/report.csv`;
    const by = refusedBy(Policy, { action: 's3:GetObject', resource, secure: false });
    const still = refusedBy(Policy, { action: 's3:GetObject', resource, secure: true });
    const gets =
      by === undefined ? 'answered' : `refused by ${by}${still === undefined ? '' : ', and HTTPS too'}`;
    return { asks: 'GET over HTTP', gets, refused: by !== undefined };
  },
  undoneByHand: (Bucket) => ({ operation: 's3:DeleteBucketPolicy', input: { Bucket } }),
};
