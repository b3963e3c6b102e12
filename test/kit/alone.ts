/** Files with a process to themselves: they replace modules that others have loaded by then. */
export const aloneInProcess: readonly string[] = ['test/adapters/journal/sqlite-thread.test.ts'];
