import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Starts moto for the tests that speak HTTP, and stops it.
    globalSetup: ['test/moto.ts'],
    testTimeout: 20_000,
  },
});
