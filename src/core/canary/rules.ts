import type { CanaryRules } from '../model/canary.ts';

/** Where the policy says only that fixes are watched. Pools of connections and caches of names are renewed within two hours, mostly. */
export const defaultCanary: CanaryRules = { minutes: 120, onJump: 'page' };
