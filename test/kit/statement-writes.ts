import { loadAccount, type AccountFile } from '../../src/sandbox/account.ts';
import { startHost } from '../../src/sandbox/host.ts';
import { sandboxClouds } from '../../src/sandbox/sandbox-ports.ts';
import type { Statement } from '../../src/aws/policy/document.ts';
import type { Remediation } from '../../src/core/model/remediation.ts';
import type { Target } from '../../src/core/model/target.ts';

/** What is sent, call by call, when a statement is put where there is no policy, and is taken away again. */
export const statementWrites = async (
  unit: Pick<Remediation, 'fields' | 'meta'>,
  target: Target,
  account: AccountFile,
  statement: Statement,
): Promise<readonly unknown[]> => {
  const { statement: field } = unit.fields;
  if (!field) throw new Error(`${unit.meta.id} writes no statement`);
  const host = startHost(loadAccount(account));
  const clouds = sandboxClouds(host);
  const write = await clouds.write(target, { run: 'r', remediation: unit.meta.id, kind: 'remediate' });
  const on = `${target.arn}#${statement.Sid}`;
  for (const value of [statement, null])
    await field.put(on, value, await field.get(on, target, clouds.look(target)), target, write);
  return host.writes().map(({ input }) => input);
};
