import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unitsOf } from '../../infra/units.ts';
import { catalog } from '../../src/services/index.ts';
import { cfnLint } from '../kit/infra/cfn-lint.ts';
import { synthesise, templateFiles } from '../kit/infra/synthesised.ts';

const units = await unitsOf(catalog);

/** CDK says a dependency that CloudFormation would see by itself as well. */
const harmless = new Set(['W3005']);

// In one process: the linter takes seconds to start.
test(
  'every template, with and without a key of one’s own, in both modes; and one with a fault is found out',
  { timeout: 300_000 },
  () => {
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
    const broken = join(mkdtempSync(join(tmpdir(), 'waxseal-broken-')), 'broken.json');
    writeFileSync(
      broken,
      JSON.stringify({ Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { Size: 1 } } } }),
    );
    const found = cfnLint([...files, broken]) ?? [{ file: broken, rule: 'E3002', says: 'not run' }];
    expect(found.filter(({ file, rule }) => file !== broken && !harmless.has(rule))).toEqual([]);
    expect(found.filter(({ file }) => file === broken).map(({ rule }) => rule)).toContain('E3002');
  },
);
