import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { changedBetween, processState } from './kit/process-state.ts';

/** What keeps files apart that share a process. */

const left = (change: () => void): readonly string[] => {
  const before = processState();
  change();
  return changedBetween(before, processState());
};

test('what leaves a process as it was is not told', () => {
  expect(left(() => {})).toEqual([]);
});

describe('what a file leaves changed is told by name', () => {
  test('the environment: added, changed, taken away', () => {
    onTestFinished(() => void vi.unstubAllEnvs());
    vi.stubEnv('WAXSEAL_CHANGED', 'before');
    const changed = left(() => {
      vi.stubEnv('WAXSEAL_ADDED', '1');
      vi.stubEnv('WAXSEAL_CHANGED', 'after');
      vi.stubEnv('PATH', undefined);
    });
    expect(changed.toSorted()).toEqual([
      "the environment's PATH",
      "the environment's WAXSEAL_ADDED",
      "the environment's WAXSEAL_CHANGED",
    ]);
  });

  test('what is global: a clock, a function', () => {
    onTestFinished(() => {
      vi.useRealTimers();
      vi.unstubAllGlobals();
    });
    expect(left(() => vi.stubGlobal('fetch', () => {}))).toEqual(['the global fetch']);
    expect(left(() => vi.useFakeTimers())).toContain('the global Date');
  });

  test('a stream', () => {
    const changed = left(() => vi.spyOn(process.stderr, 'write').mockReturnValue(true));
    onTestFinished(() => void vi.restoreAllMocks());
    expect(changed).toEqual(['write of stream 2']);
  });

  test('the exit code, and the working directory', () => {
    const [code, folder] = [process.exitCode, process.cwd()];
    const changed = left(() => {
      process.exitCode = 3;
      vi.spyOn(process, 'cwd').mockReturnValue('elsewhere');
    });
    process.exitCode = code;
    vi.restoreAllMocks();
    expect(process.cwd()).toBe(folder);
    expect(changed).toEqual(['the working directory', 'the exit code']);
  });
});
