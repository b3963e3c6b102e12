import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unitsOf } from '../../infra/units.ts';
import { catalog } from '../../src/services/index.ts';
import { cfnLint } from '../kit/infra/cfn-lint.ts';
import { synthesise, templateFiles } from '../kit/infra/synthesised.ts';

const units = await unitsOf(catalog);

/** CDK says a dependency that CloudFormation would see by itself as well. */
const harmless = new Set(['W3005']);

test('every template, with and without a key of one’s own, in both modes', { timeout: 300_000 }, () => {
  const files = [
    { mode: 'write' },
    {
      mode: 'write',
      customerKey: true,
      probe: 'vpc',
      notify: ['events', 'digest', 'security-hub', 'reevaluate'],
    },
    { mode: 'dry-run' },
  ].flatMap((settings) => templateFiles(synthesise(units, settings)));
  expect(files.length).toBeGreaterThan(18);
  const found = cfnLint(files) ?? [];
  expect(found.filter(({ rule }) => !harmless.has(rule))).toEqual([]);
});

test('a template with a fault is found out', { timeout: 300_000 }, () => {
  const { folder } = synthesise(units);
  const broken = join(folder, 'broken.json');
  writeFileSync(
    broken,
    JSON.stringify({ Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { Size: 1 } } } }),
  );
  const found = cfnLint([broken]) ?? [{ rule: 'E3002', says: 'not run' }];
  expect(found.map(({ rule }) => rule)).toContain('E3002');
});
