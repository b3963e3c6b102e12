import { describe, expect, test } from 'vitest';
import { hasSignal } from '../../src/evidence/signals/signals.ts';
import { sources } from '../../src/evidence/sources.ts';
import { catalog, listings } from '../../src/services/index.ts';
import type { Asked } from '../kit/contract.ts';
import { contracts, serviceOfType } from '../kit/contracts.ts';
import { unasked } from '../kit/gaps.ts';

/** What remediations ask of recorded traffic: each question has somebody who answers, and clears what the fix may break. */

const targetOf = ({ arn }: Asked, type: string) => ({
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type,
  id: arn,
  arn,
});

describe.each(listings.map(({ id }) => id))('%s', (id) => {
  test('asks what its fix may break', async () => {
    const unit = await catalog.remediation(id);
    expect(unasked([unit])).toEqual([]);
    const one = contracts[serviceOfType(unit.meta.resourceType) ?? '']?.asks?.[id];
    expect(one === undefined).toBe(unit.evidence === undefined);
    if (!unit.evidence || !one) return;
    const settings = unit.settings.parse({});
    const questions = unit.evidence(one.state, targetOf(one, unit.meta.resourceType), settings);
    expect(questions.flatMap(({ clears }) => clears)).toEqual(one.clears);
    expect(questions.map(({ of }) => of)).toEqual([one.of ?? one.arn]);
    if (one.given) expect(questions.map(({ given }) => given)).toEqual([one.given]);
    for (const question of questions) expect(sources.some(({ answers }) => answers(question))).toBe(true);
    // Watched afterwards is what some signal tells of; of anything else the unit says why it is not.
    for (const question of questions) expect(hasSignal(question)).toBe(question.unwatched === undefined);
  });
});
