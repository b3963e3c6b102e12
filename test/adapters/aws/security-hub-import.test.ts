import { SecurityHubClient } from '@aws-sdk/client-securityhub';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explain } from '../../../src/adapters/aws/aws-errors.ts';
import { heldFindings, importFindings } from '../../../src/adapters/aws/security-hub-import.ts';
import type { Aws } from '../../../src/core/model/remediation.ts';
import { restJsonError, startWireServer, type WireAnswer, type WireServer } from '../../kit/wire-server.ts';

let wire: WireServer;
let aws: Aws;
beforeAll(async () => {
  wire = await startWireServer();
  const client = new SecurityHubClient({
    endpoint: wire.endpoint,
    region: 'eu-west-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
  });
  aws = {
    use: (wanted) => {
      if (client instanceof wanted) return client;
      throw new Error('another client was asked for');
    },
  };
});
afterAll(() => wire.close());

const json = (body: object): WireAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const finding = (Id: string) => ({
  SchemaVersion: '2018-10-08',
  Id,
  ProductArn: 'arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default',
  GeneratorId: 'waxseal/s3-bucket-tls-only',
  AwsAccountId: '111122223333',
  CreatedAt: '2026-03-01T12:00:00.000Z',
  UpdatedAt: '2026-03-01T12:00:00.000Z',
  Title: 'Title',
  Description: 'Words',
  Resources: [{ Type: 'AwsS3Bucket', Id: 'arn:aws:s3:::a' }],
});
const ours = [finding('a'), finding('b'), finding('c')];
const waits: number[] = [];
const how = {
  explain,
  pause: async (milliseconds: number) => {
    waits.push(milliseconds);
  },
};

describe('importing', () => {
  test('sends what Security Hub reads, and hears of each that it refused', async () => {
    wire.answers(
      json({
        FailedCount: 1,
        SuccessCount: 2,
        FailedFindings: [{ Id: 'b', ErrorCode: 'InvalidInput', ErrorMessage: 'Words.' }],
      }),
    );
    expect(await importFindings(ours, aws, how)).toEqual([
      { id: 'b', code: 'InvalidInput', says: 'Words.', count: 1 },
    ]);
    expect(wire.asked.map(({ operation }) => operation)).toEqual(['POST /findings/import']);
    expect(JSON.parse(wire.asked[0]?.body ?? '')).toEqual({ Findings: ours });
  });
  test('what was not taken and not named is none that was taken', async () => {
    wire.answers(json({ FailedCount: 2, SuccessCount: 1, FailedFindings: [] }));
    expect(await importFindings(ours, aws, how)).toMatchObject([{ code: 'Unnamed', count: 2 }]);
    wire.answers(json({}));
    expect(await importFindings(ours, aws, how)).toMatchObject([{ code: 'Unnamed', count: 3 }]);
  });
  test('is tried again while it is throttled, and not for ever', async () => {
    waits.length = 0;
    let left = 2;
    wire.answers(() => {
      left -= 1;
      return left >= 0
        ? restJsonError(429, 'ThrottlingException')
        : json({ FailedCount: 0, SuccessCount: 3 });
    });
    expect(await importFindings(ours, aws, how)).toEqual([]);
    expect(waits).toEqual([1000, 2000]);
    wire.answers(restJsonError(429, 'ThrottlingException'));
    await expect(importFindings(ours, aws, how)).rejects.toMatchObject({ name: 'ThrottlingException' });
    expect(wire.asked).toHaveLength(4);
  });
  test('is not tried again when it is refused', async () => {
    wire.answers(restJsonError(403, 'AccessDeniedException'));
    await expect(importFindings(ours, aws, how)).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(wire.asked).toHaveLength(1);
  });
});

describe('what is there', () => {
  test('is read page by page, and of our product alone', async () => {
    const pages = [
      json({ Findings: [{ Id: 'a', UpdatedAt: 'one', RecordState: 'ACTIVE' }], NextToken: 'more' }),
      json({ Findings: [{ Id: 'b', UpdatedAt: 'two', RecordState: 'ARCHIVED' }] }),
    ];
    wire.answers(({ body }) => pages[body.includes('"more"') ? 1 : 0] ?? json({}));
    expect(await heldFindings('product', 'waxseal/1/r/', aws)).toEqual([
      { id: 'a', updatedAt: 'one', archived: false },
      { id: 'b', updatedAt: 'two', archived: true },
    ]);
    expect(JSON.parse(wire.asked[0]?.body ?? '')).toEqual({
      Filters: {
        ProductArn: [{ Value: 'product', Comparison: 'EQUALS' }],
        Id: [{ Value: 'waxseal/1/r/', Comparison: 'PREFIX' }],
      },
      MaxResults: 100,
    });
  });
  test('a list without an end is none', async () => {
    wire.answers(json({ Findings: [], NextToken: 'more' }));
    await expect(heldFindings('p', 'w', aws)).rejects.toMatchObject({ code: 'pages-without-end' });
  });
});
