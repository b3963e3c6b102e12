import { expect, test } from 'vitest';
import { managedRulesOf } from '../../scripts/generate/managed-rules.ts';
import type { Meta } from '../../src/core/model/remediation.ts';
import unit from '../../src/services/s3/remediations/s3-bucket-tls-only.ts';

/** What rooms say of managed rules, laid together; whoever says too little is named. */

const speaking = (
  file: string,
  configRules: readonly string[],
  managedRules?: Meta['managedRules'],
): Parameters<typeof managedRulesOf>[0][number] => {
  const { managedRules: _own, ...meta } = unit.meta;
  return { file, unit: { meta: { ...meta, configRules, ...(managedRules && { managedRules }) } } };
};
const everywhere = { regions: { lacking: [] } };

test('each once, in order, whoever answers to it', () => {
  const rules = managedRulesOf([
    speaking('one.ts', ['B', 'A'], { A: everywhere, B: everywhere }),
    speaking('two.ts', ['A'], { A: everywhere }),
    speaking('three.ts', []),
  ]);
  expect(Object.keys(rules)).toEqual(['A', 'B']);
});

test.each([
  [
    'nothing is said of a rule',
    /src\/services\/one.ts: .* in which Regions AWS Config has A/,
    [speaking('one.ts', ['A'])],
  ],
  [
    'of a rule that is not its own',
    /src\/services\/one.ts: .* tells of B, which is not in `configRules`/,
    [speaking('one.ts', ['A'], { A: everywhere, B: everywhere })],
  ],
  [
    'two say different things',
    /src\/services\/two.ts: .* something else of A than src\/services\/one.ts/,
    [
      speaking('one.ts', ['A'], { A: everywhere }),
      speaking('two.ts', ['A'], { A: { regions: { onlyIn: ['us-east-1'] } } }),
    ],
  ],
])('%s', (_name, says, units) => {
  expect(() => managedRulesOf(units)).toThrow(says);
});
