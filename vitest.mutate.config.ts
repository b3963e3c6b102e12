import { defineConfig } from 'vitest/config';

/** The tests that mutants are tried against: `MUTATE_TESTS` narrows them to folders, files or patterns. */
const locations = (process.env['MUTATE_TESTS'] ?? 'test/core,test/aws,test/services').split(',');

const filesOf = (location: string): string =>
  location.endsWith('.ts') ? location : `${location}/**/*.test.ts`;

/** `MUTATE_TABLES=looks`: of the tables of remediations only the verdicts, for what only reads and plans. */
const env = { WAXSEAL_TABLES: process.env['MUTATE_TABLES'] ?? 'alone' };

export default defineConfig({
  test: { include: locations.map(filesOf), testTimeout: 20_000, expect: { requireAssertions: true }, env },
});
