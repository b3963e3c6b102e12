import { defineConfig } from 'vitest/config';

/** The tests that mutants are tried against: `MUTATE_TESTS` narrows them to one folder, such as `test/core`. */
const folders = (process.env['MUTATE_TESTS'] ?? 'test/core,test/aws,test/remediations').split(',');

export default defineConfig({
  test: { include: folders.map((folder) => `${folder}/**/*.test.ts`), testTimeout: 20_000 },
});
