import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { largestPolicy } from '../../adapters/policy/yaml-limits.ts';
import type { Catalog } from '../../core/model/catalog.ts';
import { defaultPolicy } from '../../core/policy/default-policy.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { Globals } from './globals.ts';
import type { Host } from '../runtime/host.ts';

/** The policy file that holds, or the built-in one: dry-run everywhere. */
export interface PolicySource {
  /** As given or found; `undefined`: built in. */
  readonly path?: string;
  /** How to name it to a person. */
  readonly name: string;
  /** Read again when the file has changed. Throws `WaxsealError`. */
  load(): Promise<Policy>;
}

export const defaultPolicyFile = 'waxseal.yaml';

/** Its reader says itself what is wrong in it, line by line. */
export const policyFile = {
  what: 'policy file',
  code: 'policy-missing',
  todo: 'Give the path of a policy file.',
  most: largestPolicy,
  anyBytes: true,
} as const;

/** The file for `--policy`, else `./waxseal.yaml` if there is one, else the built-in dry-run policy. */
export const policySource = (
  host: Host,
  { policy }: Globals,
  catalog: () => Promise<Pick<Catalog, 'listings'>>,
): PolicySource => {
  const found = policy ?? (existsSync(resolve(host.cwd, defaultPolicyFile)) ? defaultPolicyFile : undefined);
  if (found === undefined) {
    return {
      name: 'the built-in policy (dry-run: nothing is ever written)',
      load: async () => defaultPolicy,
    };
  }
  let reading: Promise<() => Promise<Policy>> | undefined;
  const load = async (): Promise<Policy> => {
    reading ??= (async () => {
      const [{ policyFromFile }, { parsePolicy }] = await Promise.all([
        import('../../adapters/policy/source.ts'),
        import('../../adapters/policy/file.ts'),
      ]);
      const path = resolve(host.cwd, found);
      return policyFromFile({
        path,
        now: () => host.now(),
        // Every look reads it, so that a kill switch set while `apply --scan` runs is seen.
        trustedFor: 0,
        parse: async (text) => parsePolicy(text, found, (await catalog()).listings),
      });
    })();
    return (await reading)();
  };
  return { path: found, name: found, load };
};
