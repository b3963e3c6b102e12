import { CloudFrontClient, GetDistributionConfigCommand } from '@aws-sdk/client-cloudfront';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { droppedFrom } from '../../src/aws/dropped-members.ts';
import { revisionToPut, wholeAnswer } from '../../src/families/whole-answer.ts';

/** A client whose only answer is this, as it comes over the wire. */
const clientFor = (inner: string): CloudFrontClient =>
  new CloudFrontClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'A', secretAccessKey: 's' },
    requestHandler: {
      handle: async () => ({
        response: {
          statusCode: 200,
          headers: { etag: 'E1' },
          body: Readable.from([Buffer.from(`<DistributionConfig>${inner}</DistributionConfig>`)]),
        },
      }),
    },
  });
const asked = (whole?: string) =>
  wholeAnswer(new GetDistributionConfigCommand({ Id: 'E1' }), {
    root: ({ DistributionConfig: config }) => config,
    ...(whole !== undefined && { whole }),
  });

test('an answer of which the SDK knows all is one', async () => {
  const answer = await clientFor('<Comment>ours</Comment><Enabled>true</Enabled>').send(asked());
  expect(answer).toMatchObject({ ETag: 'E1', DistributionConfig: { Comment: 'ours', Enabled: true } });
});

const named = { service: 'CloudFront', thing: 'distribution', id: 'E1' };
const tokenOf = (answer: { readonly ETag?: string | undefined }) => ({
  revision: answer.ETag,
  dropped: droppedFrom(answer),
});

test('an answer of which the SDK drops something is looked at, and not put back', async () => {
  const client = clientFor('<Comment>ours</Comment><PostQuantum><Only>true</Only></PostQuantum>');
  const answer = await client.send(asked());
  expect(answer.DistributionConfig).toEqual({ Comment: 'ours' });
  expect(droppedFrom(answer)).toEqual(['PostQuantum']);
  expect(() => revisionToPut(tokenOf(answer), named)).toThrow(
    'CloudFront answered PostQuantum of distribution E1, which this version of Waxseal does not know and could not put back.',
  );
});

test('what is not put back may be newer', async () => {
  const more = await clientFor('<Comment>ours</Comment><New/><Logging><New/></Logging>').send(
    asked('Logging'),
  );
  expect(droppedFrom(more).join()).toContain('Logging');
  const whole = await clientFor('<Comment>ours</Comment><New/>').send(asked('Logging'));
  expect(revisionToPut(tokenOf(whole), named)).toBe('E1');
});

test('without what was read, or without its revision, nothing is put', () => {
  for (const token of [undefined, 'E1', { dropped: [] }, { revision: undefined, dropped: [] }])
    expect(() => revisionToPut(token, named)).toThrow('a put needs what get has seen');
});
