import { describe, expect, test } from 'vitest';
import { elsewhereOf, elsewhereSays, regionsOf, type Asked } from '../../src/cli/runtime/homes.ts';
import { jobsIn } from '../../src/cli/runtime/sweep.ts';
import type { Station } from '../../src/cli/runtime/station.ts';
import type { Catalog } from '../../src/core/model/catalog.ts';
import { globalHome } from '../../src/aws/regions.ts';
import { catalog as real } from '../../src/services/index.ts';
import { enter } from '../kit/deliveries.ts';

const id = 's3-bucket-tls-only';
const type = 'AWS::S3::Bucket';
const asked = (regions: readonly string[], named = false, partition = 'aws'): Asked => ({
  regions,
  partition,
  named,
});

describe('a global service is looked at in its home Region, once', () => {
  test.each([
    [asked(['eu-west-1', 'us-east-1', 'us-east-2']), ['us-east-1']],
    [asked(['eu-west-1']), []],
    [asked(['eu-west-1'], true), ['us-east-1']],
    [asked(['cn-north-1'], true, 'aws-cn'), ['cn-northwest-1']],
    [asked(['us-gov-east-1'], true, 'aws-us-gov'), ['us-gov-west-1']],
    [asked(['us-iso-east-1'], true, 'aws-iso'), []],
  ])('%o', (where, expected) => {
    expect(regionsOf({ home: globalHome }, where)).toEqual(expected);
  });

  test('others in each Region', () => {
    expect(regionsOf({}, asked(['eu-west-1', 'eu-west-2'], true))).toEqual(['eu-west-1', 'eu-west-2']);
  });
});

describe('and whoever asked elsewhere is told', () => {
  const listings = [
    { resourceType: 'AWS::CloudFront::Distribution', home: globalHome },
    { resourceType: type },
  ];
  test.each([
    [
      asked(['eu-west-1']),
      'AWS::CloudFront::Distribution is a global type, which is looked at in us-east-1, and not here: add --region us-east-1.',
    ],
    [
      asked(['eu-west-1'], true),
      'AWS::CloudFront::Distribution is a global type, which is looked at in us-east-1: done there, once.',
    ],
    [asked(['us-east-1', 'eu-west-1']), undefined],
    [asked(['us-iso-east-1'], false, 'aws-iso'), undefined],
  ])('%o', (where, says) => {
    expect(elsewhereSays(elsewhereOf(listings, where))).toBe(says);
  });
});

describe('a scan', () => {
  /** Where buckets are listed, as if they were of a global service. */
  const listedIn = async (regions: readonly string[], named: boolean): Promise<readonly string[]> => {
    const { ports } = enter();
    const seen: string[] = [];
    const resource: Catalog['resource'] = async (of) => ({
      ...(await real.resource(of)),
      home: globalHome,
      list: async function* ({ region }) {
        seen.push(region);
        yield* [];
      },
    });
    const caller = async () => ({
      account: '111122223333',
      partition: 'aws',
      arn: 'arn:aws:iam::111122223333:user/me',
    });
    const station: Pick<Station, 'catalog' | 'ports' | 'caller'> = {
      catalog: { ...real, resource },
      ports,
      caller,
    };
    const sweep = { regions, ids: [id], named, cause: { by: 'person' }, station } as const;
    const jobs = [];
    for await (const job of jobsIn(sweep, () => {})) jobs.push(job);
    expect(jobs).toEqual([]);
    return seen;
  };

  test.each([
    [['eu-west-1', 'eu-west-2'], true, ['us-east-1']],
    [['eu-west-1', 'eu-west-2'], false, []],
    [['us-east-1', 'eu-west-2'], false, ['us-east-1']],
  ])('of %o, named: %s', async (regions, named, expected) => {
    expect(await listedIn(regions, named)).toEqual(expected);
  });
});
