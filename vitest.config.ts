import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // A folder for whatever they write, and moto for those that speak HTTP; both gone afterwards.
    globalSetup: ['test/kit/temporary.ts', 'test/kit/moto.ts'],
    testTimeout: 20_000,
    // A test that asserts nothing cannot fail: a loop over nothing, an expectation in a callback that nobody calls.
    expect: { requireAssertions: true },
  },
});
