import { sandboxRoom } from '../../../sandbox/room.ts';
import { cloudfront } from './operations.ts';
import { distribution } from './probes.ts';
import { cloudFrontRecords, loadCloudFront } from './records.ts';

export type { CloudFront as Slice } from './records.ts';

export default sandboxRoom({
  client: 'CloudFrontClient',
  prefix: 'cloudfront',
  records: cloudFrontRecords,
  needs: ['s3'],
  load: (records, _where, { s3 }) =>
    loadCloudFront(
      records,
      s3.Buckets.flatMap(({ Policy }) => Policy ?? []),
    ),
  operations: cloudfront,
  probes: { 'AWS::CloudFront::Distribution': distribution },
  // The protocols of an origin are one value.
  shows: {
    names: ['Id', 'PathPattern'],
    whole: ['OriginSslProtocols'],
    offered: ['ResponseHeadersPolicies'],
  },
});
