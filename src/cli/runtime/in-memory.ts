import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parsePolicy } from '../../adapters/policy/file.ts';
import { accountFile, logsOf } from '../demo/account.ts';
import { examplePath } from '../demo/example.ts';
import { setStage } from '../demo/stage.ts';
import type { Globals } from '../input/globals.ts';
import { UsageError } from '../input/usage.ts';
import type { Host } from './host.ts';

/** A host in front of an account in memory, in which events have been delivered: approvals wait there. */
interface InMemory {
  readonly host: Host;
  readonly globals: Globals;
  readonly close: () => Promise<void>;
}

/** Whatever is typed of it would be somewhere else than in memory. */
const mustBeAlone = ({ carried = [] }: Globals): void => {
  const typed = ['--journal', '--approvals'].find((one) => carried.includes(one));
  if (typed !== undefined)
    throw new UsageError(
      'in-memory',
      `An account in memory has a journal and approvals of its own: ${typed} has no place beside it.`,
      `Leave out ${typed}, or leave out --demo and --sandbox.`,
    );
};

/** `file`: an account file; none: the one that comes with Waxseal. */
export const inMemory = async (
  file: string | undefined,
  { host, globals }: { readonly host: Host; readonly globals: Globals },
): Promise<InMemory> => {
  mustBeAlone(globals);
  const { journal: _journal, approvals: _approvals, ...others } = globals;
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
      // What concerns AWS and Waxseal is of another account; what concerns the screen stays.
      env: {
        ...Object.fromEntries(Object.entries(host.env).filter(([name]) => !/^(?:AWS|WAXSEAL)_/.test(name))),
        AWS_REGION: sandbox.region,
      },
      now: sandbox.now,
      parts: { ...ports, catalog, caller, inMemory: `an account in memory (${file ?? 'the demo'})` },
    },
    // Commands that are shown do not reach it, whatever they carry.
    globals: { ...others, policy: policyPath, carried: [] },
    close: () => stage.close(),
  };
};
