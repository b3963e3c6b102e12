import { verifyUndo } from '../../src/core/engine/undo-after.ts';
import { undo } from '../../src/core/engine/undo.ts';
import { preview, type Preview } from '../../src/core/engine/preview.ts';
import { reconcile } from '../../src/core/engine/reconcile.ts';
import { wake } from '../../src/core/engine/waker.ts';
import { sentence } from '../../src/core/say/said.ts';
import { impacts, type Aws, type Remediation } from '../../src/core/model/remediation.ts';
import type { Outcome } from '../../src/core/model/outcome.ts';
import { target, toyOf, type Toy } from './toy.ts';

/** A unit of a family, at a service that is a few variables of a test, with the real engine. */

export { target };

/** The service is in the test. */
export const noAws: Aws = {
  use: () => {
    throw new Error('there is no AWS here');
  },
};

export interface Stage {
  readonly toy: Toy;
  /** What a look shows, with nothing written. */
  readonly evaluate: () => Promise<Preview>;
  readonly look: () => Promise<Outcome>;
  /** People agree with what has been asked, and it is looked at again. */
  readonly agree: () => Promise<Outcome>;
  readonly takeBack: (of: Outcome) => Promise<Outcome>;
  /** What is wrong once more after it was taken back. */
  readonly lookBack: (of: Outcome) => Promise<Outcome | undefined>;
  readonly wakeUp: (minutes: number) => Promise<void>;
  /** Every sentence of the plan or verdict, by the message that it is. */
  readonly said: () => Promise<readonly string[]>;
}

const actor = 'arn:aws:iam::111122223333:user/dana';

const runOf = (outcome: Outcome): string => {
  if (!('run' in outcome) || outcome.run === undefined) throw new Error(`nothing was written: ${outcome.is}`);
  return outcome.run;
};

export const stageOf = (unit: Remediation): Stage => {
  const toy = toyOf({});
  // The owner has agreed to every impact; what is asked is asked because of a hazard.
  toy.policy = {
    ...toy.policy,
    optIns: [{ impacts: [...impacts], owner: 'team', reason: 'ready', since: '2026-01-01', line: 1 }],
  };
  const job = { ...toy.job, unit };
  const catalog = { ...toy.catalog, remediation: async () => unit };
  const look = () => reconcile(job, toy.ports);
  const evaluate = () => preview(job, toy.ports);
  return {
    toy,
    evaluate,
    look,
    agree: async () => {
      toy.decision = { is: 'approved', by: ['arn:aws:iam::111122223333:user/lee'] };
      const outcome = await look();
      toy.decision = { is: 'waiting' };
      return outcome;
    },
    takeBack: async (of) => undo({ run: runOf(of), actor, reason: 'test' }, catalog, toy.ports),
    lookBack: async (of) =>
      verifyUndo(runOf(of), { by: 'person', actor, reference: 'test' }, catalog, toy.ports),
    wakeUp: async (minutes) => {
      toy.pass(minutes);
      await wake(catalog, toy.ports);
    },
    said: async () => {
      const { verdict, plan } = await evaluate();
      const why = 'message' in verdict ? [sentence(unit.meta.messages, verdict)] : [];
      const notes = verdict.is === 'compliant' ? (verdict.notes ?? []) : [];
      const sentences = plan
        ? [plan.why, ...plan.hazards, ...plan.notes]
        : [...why, ...notes.map((note) => sentence(unit.meta.messages, note))];
      // A placeholder without data stays visible: no sentence may be shown so.
      for (const { says, todo = '' } of sentences)
        if (/\{\w+\}/.test(says + todo)) throw new Error(`unfilled: ${says} ${todo}`);
      return sentences.map(({ id }) => id);
    },
  };
};
