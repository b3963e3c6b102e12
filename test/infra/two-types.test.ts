import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { conformancePack } from '../../src/guardrails/pack-text.ts';
import { eventPatterns } from '../../infra/event-patterns.ts';
import { unitsOf } from '../../infra/units.ts';
import { pageOf } from '../../scripts/generate/remediation-page.ts';
import { deadIn } from '../../src/adapters/policy/reach.ts';
import { catalog, id, stream, table } from '../kit/two-types.ts';

test('events of both types lead to us, and the role may look at both', async () => {
  const units = await unitsOf(catalog);
  const [{ pattern } = { pattern: {} }] = eventPatterns(units);
  expect(JSON.stringify(pattern)).toContain(JSON.stringify([table, stream]));
  const [{ resourcePermissions } = { resourcePermissions: [] }] = units;
  expect(resourcePermissions).toEqual(expect.arrayContaining(['dynamodb:ListTables', 'kinesis:ListStreams']));
});

test('the custom rule is called for changes of what AWS Config records, and every day for all', () => {
  const { Resources } = parse(conformancePack(catalog.listings));
  expect(Resources['OwnToyBothEncrypted'].Properties).toMatchObject({
    Scope: { ComplianceResourceTypes: [stream] },
    Source: {
      SourceDetails: [{}, {}, { MessageType: 'ScheduledNotification' }],
    },
  });
});

test('its page names both', async () => {
  const unit = await catalog.remediation(id);
  const page = pageOf(unit, [await catalog.resource(table), await catalog.resource(stream)]);
  expect(page).toContain(`| Resource type | \`${table}\`, \`${stream}\` |`);
  expect(page).toContain('`kinesis:ListStreams`');
  expect(page).not.toContain('## Settings');
});

test('a page shows where settings stand and what they take', async () => {
  const everything = await import('../../src/services/index.ts');
  const page = pageOf(await everything.catalog.remediation('s3-bucket-tls-only'), []);
  expect(page).toContain('`settings: { s3-bucket-tls-only: { minimumTlsVersion: … } }`');
  expect(page).toContain('S3 itself refuses TLS before 1.2. | off, 1.2, 1.3 | `"off"` |');
});

test.each([
  ['arn:aws:dynamodb:*:*:table/orders', 0],
  ['arn:aws:kinesis:*:*:stream/orders', 0],
  ['arn:aws:sqs:*:*:orders', 1],
])('a line of the policy about %s', (pattern, dead) => {
  expect(deadIn({ remediations: [id], resources: [pattern] }, catalog.listings)).toHaveLength(dead);
});
