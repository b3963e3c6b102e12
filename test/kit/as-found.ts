import { afterAll, beforeAll, vi } from 'vitest';
import { changedBetween, processState } from './process-state.ts';

/**
 * Files share a process, so that what is slow to load is loaded once. What one changes there the next would meet: whatever
 * Vitest has replaced is given back after each file, and a file that leaves anything else changed fails.
 */
let found: ReadonlyMap<string, unknown>;
beforeAll(() => {
  found = processState();
});
afterAll(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  vi.useRealTimers();
  const changed = changedBetween(found, processState());
  if (changed.length > 0) throw new Error(`This file leaves the process changed: ${changed.join(', ')}.`);
});
