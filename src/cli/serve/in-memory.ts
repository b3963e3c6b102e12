import { parsePolicy } from '../../adapters/policy/file.ts';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { accountFile, logsOf } from '../demo/account.ts';
import { examplePath } from '../demo/example.ts';
import { setStage } from '../demo/stage.ts';
import type { Globals } from '../input/globals.ts';
import type { Host } from '../runtime/host.ts';

/** A host in front of an account in memory, in which events have been delivered: approvals wait there. */
export interface InMemory {
  readonly host: Host;
  readonly globals: Globals;
  close(): Promise<void>;
}

/** `file`: an account file; none: the one that comes with Waxseal. */
export const inMemory = async (
  file: string | undefined,
  { host, globals }: { readonly host: Host; readonly globals: Globals },
): Promise<InMemory> => {
  const account = await accountFile(file, host);
  const catalog = host.parts?.catalog ?? (await import('../../services/index.ts')).catalog;
  const path = globals.policy === undefined ? undefined : resolve(host.cwd, globals.policy);
  const policyPath = path ?? examplePath('accounts/demo-policy.yaml');
  const policy = parsePolicy(await readFile(policyPath, 'utf8'), policyPath, catalog.listings);
  const stage = await setStage({ ...account, catalog, policy, logs: await logsOf(file) });
  const { sandbox, ports, approver } = stage;
  await stage.sendAll();
  const caller = async () => ({ account: sandbox.account, arn: approver, partition: sandbox.partition });
  return {
    host: {
      ...host,
      env: { AWS_REGION: sandbox.region },
      now: sandbox.now,
      parts: { ...ports, catalog, caller },
    },
    // Commands that are shown do not reach it, whatever they carry.
    globals: { ...globals, policy: policyPath, regions: [], carried: [] },
    close: () => stage.close(),
  };
};
