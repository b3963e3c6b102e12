import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { withPorts } from '../../handlers/remediate.ts';
import { context, record } from '../kit/context.ts';
import { account, enter, eventAbout } from '../kit/deliveries.ts';

/**
 * Events that lie: sent by another account, told of another one's resources, or naming what is not there. By the message
 * that SQS delivers, to the function. Nothing is written, and the journal or the log says that they came.
 */
let log: string[];
beforeEach(() => {
  log = [];
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation((line) => log.push(String(line)) > 0),
  );
  return () => spies.forEach((spy) => spy.mockRestore());
});

const rule = {
  ConfigRuleName: 'securityhub-s3-bucket-ssl-requests-only-1a2b3c4d',
  ConfigRuleArn:
    'arn:aws:config:eu-west-1:111122223333:config-rule/aws-service-rule/securityhub.amazonaws.com/config-rule-abc123',
  Source: { Owner: 'AWS' as const, SourceIdentifier: 'S3_BUCKET_SSL_REQUESTS_ONLY' },
};
const ours = '111122223333';
const theirs = '444455556666';

const send = async (...bodies: readonly string[]) => {
  const { host, ports } = enter({ account: { ...account, config: { ConfigRules: [rule] } } });
  const Records = bodies.map((body, index) => record(`message-${index}`, body));
  const answer = await withPorts(ports)({ Records }, context);
  expect(answer).toEqual({ batchItemFailures: [] });
  const counted = async (key: string) =>
    (await ports.journal.read<{ count: number; last: { message: string } }>('counter', key))?.value;
  return { host, counted };
};

const finding = (name: string): string =>
  readFileSync(new URL(`../../examples/events/${name}.json`, import.meta.url), 'utf8');

test('the same event unforged is followed', async () => {
  const { host } = await send(eventAbout('invoices'));
  expect(host.writes()).toHaveLength(1);
});

describe('one account speaks of another', () => {
  test.each<[string, string]>([
    [
      'an event of a foreign account about ours',
      eventAbout('invoices').replace(`"account": "${ours}"`, `"account": "${theirs}"`),
    ],
    [
      'an event of ours about a foreign account',
      eventAbout('invoices').replace(`"awsAccountId": "${ours}"`, `"awsAccountId": "${theirs}"`),
    ],
    [
      'an event about us by a foreign rule',
      eventAbout('invoices').replace(`:eu-west-1:${ours}:config-rule`, `:eu-west-1:${theirs}:config-rule`),
    ],
    ['a finding that an administrator sent whom nobody named', finding('securityhub-delegated-admin')],
  ])('%s', async (_, body) => {
    const { host, counted } = await send(body);
    expect(host.writes()).toEqual([]);
    // Nobody even looked.
    expect(host.calls()).toEqual([]);
    expect(await counted('foreign-events')).toMatchObject({ count: 1, last: { message: 'message-0' } });
    expect(log.join('')).toMatch(/"level":"WARN".*foreign-account|foreign-account.*"level":"WARN"/);
  });

  test('each counts, and the last is remembered', async () => {
    const forged = eventAbout('invoices').replace(`"account": "${ours}"`, `"account": "${theirs}"`);
    const { counted } = await send(forged, forged, eventAbout('invoices'));
    expect((await counted('foreign-events'))?.count).toBe(2);
  });
});

describe('it names a resource that is not in the account', () => {
  test.each<[string, string]>([
    ['a bucket of somebody else', eventAbout('not-ours')],
    ['no name of a bucket', eventAbout('../invoices')],
    [
      'a resource of another type than its rule',
      eventAbout('invoices').replaceAll('AWS::S3::Bucket', 'AWS::RDS::DBInstance'),
    ],
  ])('%s', async (_, body) => {
    const { host } = await send(body);
    expect(host.writes()).toEqual([]);
    expect(log.join('')).toMatch(/"delivery":"(dropped|malformed)"/);
  });
});

describe('it came over another bus', () => {
  test.each<[string, string]>([
    ['in the name of another source', eventAbout('invoices').replace('"aws.config"', '"custom.config"')],
    ['as another kind', eventAbout('invoices').replace('Config Rules Compliance Change', 'Waxseal approves')],
    ['with an approval in it', '{"approved":true,"by":["me"],"executionId":"00000000-0000"}'],
    ['with the id of an execution', '{"executionId":"00000000-0000-0000-0000-000000000000"}'],
  ])('%s', async (_, body) => {
    const { host } = await send(body);
    expect(host.calls()).toEqual([]);
    expect(log.join('')).toMatch(/"delivery":"(dropped|malformed)"/);
  });

  test.each<[string, string, number]>([
    ['of a source that sends us nothing', eventAbout('invoices').replace('"aws.config"', '"aws.s3"'), 1],
    [
      'of a kind that AWS may have renamed',
      eventAbout('invoices').replace('Config Rules Compliance Change', 'Config Rules Compliance Change V2'),
      1,
    ],
    ['of a kind that we take', eventAbout('invoices'), 0],
  ])('an event %s: it is told and counted when nobody looks', async (_, body, count) => {
    const { counted } = await send(body);
    expect((await counted('unknown-events'))?.count ?? 0).toBe(count);
    expect(
      /"level":"WARN".*not-a-compliance-event|not-a-compliance-event.*"level":"WARN"/.test(log.join('')),
    ).toBe(count > 0);
  });

  test('what it says of state is not believed: only a look decides', async () => {
    const bad = eventAbout('invoices');
    const { host } = await send(bad, bad);
    expect(host.writes()).toHaveLength(1);
  });
});
