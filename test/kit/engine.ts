import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePolicy } from '../../src/adapters/policy/file.ts';
import { release } from '../../src/core/approvals/holds.ts';
import { reconcile } from '../../src/core/engine/reconcile.ts';
import { undo } from '../../src/core/engine/undo.ts';
import { wake } from '../../src/core/engine/waker.ts';
import { lookAtApproved } from '../../src/entry-points/approved.ts';
import { undoStep } from '../../src/entry-points/undo.ts';
import { catalog } from '../../src/services/index.ts';
import type { Engine } from '../../src/sandbox/scenario/engine.ts';

const runbook = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../runbooks', name), 'utf8');

/** The real engine with every remediation and the runbooks as they are deployed, as scenarios are played with it. */
export const engine: Engine = {
  catalog,
  reconcile,
  undo,
  release,
  wake,
  lookAtApproved,
  parsePolicy,
  runbook: runbook('approve-and-apply.yaml'),
  undoing: { runbook: runbook('undo.yaml'), undoStep },
};
