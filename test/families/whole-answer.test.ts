import { CloudFrontClient, GetDistributionConfigCommand } from '@aws-sdk/client-cloudfront';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { wholeAnswer } from '../../src/families/whole-answer.ts';

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
    service: 'CloudFront',
    thing: 'distribution',
    id: 'E1',
    root: ({ DistributionConfig: config }) => config,
    ...(whole !== undefined && { whole }),
  });

test('an answer of which the SDK knows all is one', async () => {
  const answer = await clientFor('<Comment>ours</Comment><Enabled>true</Enabled>').send(asked());
  expect(answer).toMatchObject({ ETag: 'E1', DistributionConfig: { Comment: 'ours', Enabled: true } });
});

test('an answer of which the SDK drops something is an error that names it', async () => {
  const client = clientFor('<Comment>ours</Comment><PostQuantum><Only>true</Only></PostQuantum>');
  await expect(client.send(asked())).rejects.toMatchObject({
    code: 'answer-newer',
    says: 'CloudFront answered PostQuantum of distribution E1, which this version of Waxseal does not know and could not put back.',
    todo: 'Use a newer version of Waxseal; until then change the distribution by hand.',
  });
});

test('what is not put back may be newer', async () => {
  const client = clientFor('<Comment>ours</Comment><New/><Logging><New/></Logging>');
  await expect(client.send(asked('Logging'))).rejects.toThrow('CloudFront answered Logging');
  expect(await clientFor('<Comment>ours</Comment><New/>').send(asked('Logging'))).toMatchObject({
    ETag: 'E1',
  });
});
