import { AsyncLocalStorage } from 'node:async_hooks';

/** Which process of ours makes a call: another one may come in between while this one asks several things at once. */
export const atWork = new AsyncLocalStorage<number>();
