import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parsePolicy } from '../src/adapters/policy-file.ts';
import { release } from '../src/core/holds.ts';
import { reconcile } from '../src/core/reconcile.ts';
import { undo } from '../src/core/undo.ts';
import { wake } from '../src/core/waker.ts';
import { lookAtApproved } from '../src/entrances/approved.ts';
import { takeBackAsked } from '../src/entrances/taken-back.ts';
import { catalog } from '../src/remediations/index.ts';
import { readScenario } from '../src/sandbox/scenario-file.ts';
import type { Engine } from '../src/sandbox/scenario-engine.ts';
import { playScenario } from '../src/sandbox/scenario.ts';

const folder = join(import.meta.dirname, 'scenarios');
const runbook = readFileSync(join(import.meta.dirname, '../runbooks/approve-and-apply.yaml'), 'utf8');
const undoing = {
  runbook: readFileSync(join(import.meta.dirname, '../runbooks/undo.yaml'), 'utf8'),
  takeBackAsked,
};
const engine: Engine = {
  catalog,
  reconcile,
  undo,
  release,
  wake,
  lookAtApproved,
  parsePolicy,
  runbook,
  undoing,
};

describe('scenarios', () => {
  const files = readdirSync(folder).toSorted();

  test.each(files)('%s', async (name) => {
    const scenario = readScenario(readFileSync(join(folder, name), 'utf8'), name);
    const { problems } = await playScenario(scenario, name, engine);
    expect(problems).toEqual([]);
  });
});
