import { describe, expect, test } from 'vitest';
import { describeConfigRules } from '../../../src/adapters/aws/config-rules.ts';
import type { Location } from '../../../src/core/model/target.ts';

const rule = {
  arn: 'arn:aws-us-gov:config:us-gov-west-1:111122223333:config-rule/config-rule-abc123',
  name: 'securityhub-s3-bucket-ssl-requests-only-1a2b3c4d',
};
const found = {
  ConfigRuleName: rule.name,
  ConfigRuleArn: rule.arn,
  Source: { Owner: 'AWS', SourceIdentifier: 'S3_BUCKET_SSL_REQUESTS_ONLY' },
  InputParameters: '{"daysToExpiration":"30"}',
};

/** AWS Config answering on the wire, with what it was asked and where. */
const answering = (status: number, answer: unknown) => {
  const asked: unknown[] = [];
  const locations: Location[] = [];
  const requestHandler = {
    handle: async ({ body }: { body?: unknown }) => {
      asked.push(JSON.parse(body instanceof Uint8Array ? new TextDecoder().decode(body) : String(body)));
      const bytes = new TextEncoder().encode(JSON.stringify(answer));
      return {
        response: {
          statusCode: status,
          headers: { 'content-type': 'application/x-amz-json-1.1' },
          body: bytes,
        },
      };
    },
  };
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const describeRule = describeConfigRules({
    look: (location) => {
      locations.push(location);
      return {
        use: (client) => new client({ region: location.region, credentials, requestHandler, maxAttempts: 1 }),
      };
    },
  });
  return { asked, locations, describeRule };
};

describe('a rule as AWS Config describes it', () => {
  test('is asked for by name in its own location, and its parameters are kept', async () => {
    const { asked, locations, describeRule } = answering(200, { ConfigRules: [found] });
    expect(await describeRule(rule)).toEqual({
      ...rule,
      owner: 'AWS',
      sourceIdentifier: 'S3_BUCKET_SSL_REQUESTS_ONLY',
      parameters: { daysToExpiration: '30' },
    });
    expect(asked).toEqual([{ ConfigRuleNames: [rule.name] }]);
    expect(locations).toEqual([
      { partition: 'aws-us-gov', region: 'us-gov-west-1', account: '111122223333' },
    ]);
  });

  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['without source identifier', { Source: { Owner: 'CUSTOM_POLICY' } }, { owner: 'CUSTOM_POLICY' }],
    ['without parameters', { InputParameters: undefined }, { parameters: {} }],
    ['with parameters that are no JSON', { InputParameters: '{' }, { parameters: {} }],
  ])('%s', async (_what, part, expected) => {
    const { describeRule } = answering(200, { ConfigRules: [{ ...found, ...part }] });
    expect(await describeRule(rule)).toMatchObject(expected);
  });

  test.each<[string, number, unknown]>([
    ['that AWS does not know', 400, { __type: 'NoSuchConfigRuleException', message: 'x' }],
    ['that is not in the answer', 200, { ConfigRules: [] }],
    [
      'that was made again under its name',
      200,
      { ConfigRules: [{ ...found, ConfigRuleArn: `${rule.arn}x` }] },
    ],
    ['of an unknown owner', 200, { ConfigRules: [{ ...found, Source: { Owner: 'SOMEBODY' } }] }],
  ])('%s is undefined', async (_what, status, answer) => {
    expect(await answering(status, answer).describeRule(rule)).toBeUndefined();
  });

  test('that may not be read is an error that says what to allow', async () => {
    const { describeRule } = answering(400, { __type: 'AccessDeniedException', message: 'no' });
    await expect(describeRule(rule)).rejects.toMatchObject({
      code: 'config-rule-unreadable',
      todo: expect.stringContaining('config:DescribeConfigRules'),
    });
  });
});
