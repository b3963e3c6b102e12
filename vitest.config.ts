import { defineConfig } from 'vitest/config';

const shared = {
  testTimeout: 20_000,
  // A test that asserts nothing cannot fail: a loop over nothing, an expectation in a callback that nobody calls.
  expect: { requireAssertions: true },
  // A failing test never prints more than a few kilobytes.
  diff: './test/kit/diff.ts',
};

const infra = 'test/infra/**/*.test.ts';

export default defineConfig({
  test: {
    // A folder for whatever they write, and moto for those that speak HTTP; both gone afterwards.
    globalSetup: ['test/kit/temporary.ts', 'test/kit/moto.ts'],
    projects: [
      { test: { ...shared, name: 'all', include: ['test/**/*.test.ts'], exclude: [infra] } },
      // The CDK takes seconds to load: once for each worker, and not for each file. These files change nothing that is shared.
      { test: { ...shared, name: 'infra', include: [infra], isolate: false } },
    ],
  },
});
