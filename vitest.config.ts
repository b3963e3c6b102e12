import { defineConfig } from 'vitest/config';
import { aloneInProcess } from './test/kit/alone.ts';

const shared = {
  // Against what never ends: what is slow takes several times as long on shared cores, and is no mistake.
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // A test that asserts nothing cannot fail: a loop over nothing, an expectation in a callback that nobody calls.
  expect: { requireAssertions: true },
  // A failing test never prints more than a few kilobytes.
  diff: './test/kit/diff.ts',
  // As many as there are cores: Vitest leaves one of them to itself, and does little there.
  maxWorkers: '100%',
};

const infra = 'test/infra/**/*.test.ts';

export default defineConfig({
  test: {
    // A folder for whatever they write, and moto for those that speak HTTP; both gone afterwards.
    globalSetup: ['test/kit/temporary.ts', 'test/kit/moto.ts'],
    projects: [
      {
        test: {
          ...shared,
          name: 'all',
          include: ['test/**/*.test.ts'],
          exclude: [infra, ...aloneInProcess],
          // Modules are loaded once for each worker, and not for each file, which took a third of the time. `as-found` keeps files apart.
          isolate: false,
          setupFiles: ['test/kit/as-found.ts'],
        },
      },
      { test: { ...shared, name: 'alone', include: [...aloneInProcess] } },
      // The CDK takes seconds to load, and those that need it come together.
      {
        test: {
          ...shared,
          name: 'infra',
          include: [infra],
          isolate: false,
          setupFiles: ['test/kit/as-found.ts'],
        },
      },
    ],
  },
});
