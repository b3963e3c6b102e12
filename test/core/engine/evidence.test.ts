import { describe, expect, test } from 'vitest';
import { evidenceOf, remembered } from '../../../src/core/engine/evidence.ts';
import { advance } from '../../../src/core/engine/findings.ts';
import { preview } from '../../../src/core/engine/preview.ts';
import { reconcile } from '../../../src/core/engine/reconcile.ts';
import { defaultEvidence } from '../../../src/core/evidence/rules.ts';
import type { Evidence, Question } from '../../../src/core/model/evidence.ts';
import type { Inquiry } from '../../../src/core/model/ports.ts';
import type { Finding } from '../../../src/core/journal/records.ts';
import { findingKey } from '../../../src/core/journal/records.ts';
import type { Job } from '../../../src/core/model/catalog.ts';
import { impacts, type Remediation } from '../../../src/core/model/remediation.ts';
import { cleanEvidence, facts, plan, rules, seenEvidence } from '../../kit/facts.ts';
import { toyOf } from '../../kit/toy.ts';

const breaking = plan({
  changes: [{ set: 's', on: 'x', before: null, after: 1, impact: ['breaks-plaintext'] }],
});
const questions: readonly Question[] = [{ ask: 'plaintext-requests', of: 'a', clears: ['breaks-plaintext'] }];

const portsWith = (answer: Evidence) => {
  const asked: Inquiry[] = [];
  const toy = toyOf({ a: 0 });
  const evidence = async (inquiry: Inquiry): Promise<Evidence> => {
    asked.push(inquiry);
    return answer;
  };
  return { asked, ports: { ...toy.ports, evidence }, toy };
};
const asking = (more: Parameters<typeof facts>[0], finding?: Finding) => ({
  facts: facts({ plan: breaking, ...more }),
  questions,
  rules: defaultEvidence,
  finding,
});

describe('logs are read only where that could change the answer', () => {
  test.each<[string, Parameters<typeof facts>[0], number]>([
    ['auto that would ask', {}, 1],
    ['ask, for those who decide', { ruling: rules('ask') }, 1],
    [
      'auto, opted in: whoever is seen still asks',
      {
        ruling: rules('auto', {
          optIns: [{ impacts: ['breaks-plaintext'], owner: 'd', reason: 'r', since: '2026-01-01' }],
        }),
      },
      1,
    ],
    ['dry-run', { ruling: rules('dry-run') }, 0],
    ['the kill switch', { killSwitch: true }, 0],
    ['approved already: whoever has come since is asked about anew', { approvedBy: ['dana'] }, 1],
    ['nobody can notice', { plan: plan() }, 0],
    ['an undo', { plan: { ...breaking, kind: 'undo' } }, 0],
  ])('%s', async (_, more, times) => {
    const { asked, ports } = portsWith(cleanEvidence);
    const evidence = await evidenceOf(asking(more), ports);
    expect(asked).toHaveLength(times);
    expect(evidence).toEqual(times === 1 ? cleanEvidence : undefined);
    if (times === 1) expect(asked[0]).toMatchObject({ questions, rules: defaultEvidence });
  });
});

describe('what is remembered', () => {
  const findingWith = async (answer: Evidence, at: Date, key = questions) => {
    const { toy } = portsWith(answer);
    const marks = remembered(answer, { questions: key, rules: defaultEvidence, finding: undefined }, at);
    return advance(
      undefined,
      toy.job,
      { is: 'approval-requested', plan: breaking, because: [], approvalRequest: 'a' },
      marks,
      at,
    );
  };
  test.each<[string, Evidence, number, readonly Question[], number]>([
    ['seen, a while ago', seenEvidence, 23, questions, 0],
    ['seen, a day ago', seenEvidence, 24, questions, 1],
    ['unknown', { is: 'unknown', why: 'off' }, 1, questions, 0],
    ['clean is read again before anything is written', cleanEvidence, 1, questions, 1],
    ['the answer to another question', seenEvidence, 1, [], 1],
  ])('%s', async (_, answer, hours, key, times) => {
    const { asked, ports } = portsWith(cleanEvidence);
    const finding = await findingWith(answer, new Date(ports.now().getTime() - hours * 3_600_000), key);
    await evidenceOf(asking({}, finding), ports);
    expect(asked).toHaveLength(times);
  });
  test('nothing where the policy does not speak of evidence', () => {
    expect(
      remembered(seenEvidence, { questions, rules: undefined, finding: undefined }, new Date(0)),
    ).toEqual({});
  });
});

const auto = { evidence: defaultEvidence, optIns: [] };

/** The toy's fix, as one that may break clients. */
const jobOf = ({ job }: ReturnType<typeof toyOf>): Job => {
  const { unit } = job;
  const noticed: Remediation = {
    ...unit,
    plan: (...given) => {
      const verdict = unit.plan(...given);
      if (verdict.is !== 'non-compliant') return verdict;
      const changes = verdict.changes.map((change) => ({ ...change, impact: ['breaks-plaintext'] as const }));
      return { ...verdict, changes };
    },
  };
  return { ...job, unit: noticed };
};

describe('in a look', () => {
  test('what has to be looked at again is asked about once', async () => {
    const { asked, ports, toy } = portsWith(seenEvidence);
    const policy = { ...toy.policy, ...auto };
    const evaluating = { clouds: ports.clouds, isFresh: () => false };
    await reconcile(jobOf(toy), { ...ports, policy: async () => policy }, evaluating);
    expect(asked).toHaveLength(1);
  });
  test('looking around reads no logs, a plan does', async () => {
    const { asked, ports, toy } = portsWith(seenEvidence);
    const looking = { ...ports, policy: async () => ({ ...toy.policy, ...auto }) };
    expect((await preview(jobOf(toy), looking)).decision?.answer).toBe('ask');
    expect(asked).toEqual([]);
    expect((await preview(jobOf(toy), looking, { reads: true })).decision?.evidence).toEqual(seenEvidence);
  });

  test('clean from a complete source applies without an owner', async () => {
    const { ports, toy } = portsWith({ ...cleanEvidence, clears: impacts });
    const policy = { ...toy.policy, ...auto };
    expect(await reconcile(jobOf(toy), { ...ports, policy: async () => policy })).toMatchObject({
      is: 'remediated',
    });
  });
  test('who was asked before is asked no more', async () => {
    const { ports, toy } = portsWith({ is: 'unknown' });
    const policy = { ...toy.policy, ...auto };
    const asked = { ...ports, policy: async () => policy };
    const before = await reconcile(jobOf(toy), asked);
    const id = before.is === 'approval-requested' ? before.approvalRequest : '';
    toy.pass(25 * 60);
    const knowing = { ...asked, evidence: async () => ({ ...cleanEvidence, clears: impacts }) };
    expect(await reconcile(jobOf(toy), knowing)).toMatchObject({ is: 'remediated' });
    expect((await ports.journal.read('approval-request', id))?.value).toMatchObject({ status: 'stale' });
    const row = await ports.journal.read<Finding>('finding', findingKey(toy.job.target, 'toy-dials-on'));
    expect(row?.value.approvalRequest).toBeUndefined();
  });
  test.each<[string, Evidence]>([
    ['seen', seenEvidence],
    ['by best effort', { ...cleanEvidence, complete: false, clears: impacts }],
    ['unknown', { is: 'unknown', why: 'too-young', says: 'Too young.' }],
  ])('%s: people are asked, and shown it', async (_, evidence) => {
    const { ports, toy } = portsWith(evidence);
    const policy = { ...toy.policy, ...auto };
    const outcome = await reconcile(jobOf(toy), { ...ports, policy: async () => policy });
    expect(outcome).toMatchObject({
      is: 'approval-requested',
      because: [{ check: 'evidence' }, expect.anything()],
    });
    const id = outcome.is === 'approval-requested' ? outcome.approvalRequest : '';
    expect((await ports.journal.read('approval-request', id))?.value).toMatchObject({ evidence });
    const row = await ports.journal.read<Finding>('finding', findingKey(toy.job.target, 'toy-dials-on'));
    expect(row?.value.evidence?.answer).toEqual(evidence);
  });
});
