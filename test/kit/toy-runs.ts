import { expect } from 'vitest';
import type { Job } from '../../src/core/model/catalog.ts';
import type { Tally } from '../../src/core/policy/tally.ts';
import type { Ports } from '../../src/core/model/ports.ts';
import { reconcile } from '../../src/core/engine/reconcile.ts';
import { findingKey, type Finding, type Run } from '../../src/core/journal/records.ts';
import type { Remediation, Verdict } from '../../src/core/model/remediation.ts';
import { Crash, target, type Toy } from './toy.ts';

/** Runs of the toy's remediation: one look after another, what the journal has of them, and a death at a call. */

const finding = findingKey(target, 'toy-dials-on');

export const step = (toy: Toy, more: Partial<Ports> = {}) => reconcile(toy.job, { ...toy.ports, ...more });
export const runsOf = async ({ ports }: Toy): Promise<readonly Run[]> => {
  const all: Run[] = [];
  for await (const { value } of ports.journal.list<Run>('run')) all.push(value);
  return all;
};
export const findingOf = async ({ ports }: Toy) => ports.journal.read<Finding>('finding', finding);
export const tallyOf = async ({ ports }: Toy) =>
  (await ports.journal.read<Tally>('counter', 'limits'))?.value;

/** The process dies at a call; its lease is over when the next one comes. */
export const dieAt = async (toy: Toy, call: string, job: Job = toy.job): Promise<void> => {
  let dead = false;
  toy.at = (now) => {
    dead ||= now === call;
    if (dead) throw new Crash(call);
  };
  await expect(reconcile(job, toy.ports)).rejects.toThrow(Crash);
  toy.restart();
  toy.pass(21);
};
/** The same unit that evaluates otherwise from now on. */
export const evaluating = (toy: Toy, plan: (verdict: Verdict) => Verdict): Job => {
  const { unit } = toy.job;
  const other: Remediation = { ...unit, plan: (...given) => plan(unit.plan(...given)) };
  return { ...toy.job, unit: other };
};
