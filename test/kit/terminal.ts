import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { journalApprovals } from '../../src/adapters/approvals/journal.ts';
import { openSqliteJournal } from '../../src/adapters/journal/sqlite.ts';
import { documents, type DocumentName } from '../../src/cli/documents/index.ts';
import type { Host } from '../../src/cli/runtime/host.ts';
import { main } from '../../src/cli/main.ts';
import { defaultPolicy } from '../../src/core/policy/default-policy.ts';
import { catalog } from '../../src/services/index.ts';
import { loadAccount, type AccountFile } from '../../src/sandbox/account.ts';
import { startHost, type Host as Sandbox, type HostOptions } from '../../src/sandbox/host.ts';
import { sandboxClouds, sandboxPorts } from '../../src/sandbox/sandbox-ports.ts';

interface Run {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** A person at a terminal in an empty folder, in front of an AWS account in memory. */
export interface Terminal {
  readonly sandbox: Sandbox;
  readonly cwd: string;
  readonly run: (line: readonly string[], more?: Partial<Given>) => Promise<Run>;
  /** The same with `--format json`, parsed and checked against the documented schema. */
  readonly json: (
    line: readonly string[],
    name: DocumentName,
  ) => Promise<{ exit: number; document: unknown }>;
  /** Writes a file into the folder. */
  readonly file: (name: string, content: string) => string;
  /** Who is signed in from now on. */
  readonly signIn: (arn: string) => void;
}

/** Text without its line breaks: where it is wrapped does not matter. */
export const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');

export interface Given {
  readonly tty: boolean;
  readonly columns: number;
  readonly stdin: string;
  /** ^C is pressed as soon as the program listens for it. */
  readonly interrupted: boolean;
  /** Whom to tell of ^C later; answers how they stop being told. */
  readonly interrupts: (tell: () => void) => () => void;
  /** Told of what is written, while the command is still at work. */
  readonly hears: (text: string) => void;
  readonly env: Readonly<Record<string, string>>;
}

export const me = 'arn:aws:sts::111122223333:assumed-role/engineer/grace';
export const ada = 'arn:aws:sts::111122223333:assumed-role/waxseal-approver/ada';

async function* typed(text: string): AsyncGenerator<string> {
  yield text;
}

const schemaNamed = (name: DocumentName) => documents[name];

/**
 * Sets a terminal up; what is written goes nowhere but into the answer. `disk`: the journal is a file in the folder,
 * opened anew by each command.
 */
export const terminalAt = (
  account: AccountFile,
  {
    disk = false,
    parts = {},
    onCall,
  }: {
    readonly disk?: boolean;
    readonly parts?: Partial<NonNullable<Host['parts']>>;
    /** Told of each call as it is made: its input may be another one afterwards (paginators put their token in). */
    readonly onCall?: NonNullable<HostOptions['onCall']>;
  } = {},
): Terminal => {
  const sandbox = startHost(loadAccount(account), onCall && { onCall });
  const cwd = mkdtempSync(join(tmpdir(), 'waxseal-cli-'));
  const journal = openSqliteJournal(':memory:');
  let arn = me;
  const caller = async () => ({
    account: sandbox.account,
    arn,
    partition: sandbox.partition,
    date: sandbox.now().toUTCString(),
  });
  const approvals = journalApprovals({ journal, now: sandbox.now, caller: async () => arn });
  const ports = sandboxPorts(sandbox, {
    policy: () => defaultPolicy,
    catalog,
    journal,
    approvals,
  });
  const clouds = sandboxClouds(sandbox);
  const pause = async (milliseconds: number): Promise<void> => sandbox.advance(milliseconds);
  const hostOf = (given: Partial<Given>, out: (text: string) => void, err: (text: string) => void): Host => ({
    stdout: { write: out, isTTY: given.tty ?? false, columns: given.columns ?? 80 },
    stderr: { write: err, isTTY: given.tty ?? false, columns: given.columns ?? 80 },
    stdin: Object.assign(typed(given.stdin ?? ''), { isTTY: given.tty ?? false }),
    env: { AWS_REGION: 'eu-west-1', ...given.env },
    cwd,
    node: '24.0.0',
    version: '0.0.0',
    now: sandbox.now,
    onInterrupt: (tell) => {
      if (given.interrupted) tell();
      return given.interrupts?.(tell) ?? (() => undefined);
    },
    parts: { ...(disk ? { clouds, pause } : ports), caller, catalog, ...parts },
  });
  const run = async (line: readonly string[], more: Partial<Given> = {}): Promise<Run> => {
    let out = '';
    let err = '';
    const host = hostOf(
      more,
      (text) => {
        out += text;
        more.hears?.(text);
      },
      (text) => {
        err += text;
        more.hears?.(text);
      },
    );
    const exit = await main(line, host);
    return { exit, out, err };
  };
  return {
    sandbox,
    cwd,
    run,
    json: async (line, name) => {
      const { exit, out } = await run([...line, '--format', 'json']);
      const document: unknown = schemaNamed(name).parse(JSON.parse(out));
      return { exit, document };
    },
    file: (name, content) => {
      writeFileSync(join(cwd, name), content);
      return name;
    },
    signIn: (who) => {
      arn = who;
    },
  };
};

/** A bucket's ARN. */
export const arnOf = (bucket: string): string => `arn:aws:s3:::${bucket}`;

export const plainBuckets: AccountFile = {
  s3: {
    Buckets: [
      { Name: 'plain', TagSet: [{ Key: 'team', Value: 'orders' }] },
      {
        Name: 'remediated',
        Policy: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Deny',
              Principal: '*',
              Action: 's3:*',
              Resource: ['arn:aws:s3:::remediated', 'arn:aws:s3:::remediated/*'],
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            },
          ],
        },
      },
      { Name: 'website', WebsiteConfiguration: { IndexDocument: { Suffix: 'index.html' } } },
    ],
  },
};

/** Applies where owners have opted in; buckets tagged for it are asked about. */
export const autoPolicy = `
version: 1
mode: auto
ownerTags: [team]
rules:
  - name: the website is asked about
    resources: ['arn:aws:s3:::website']
    mode: ask
optIns:
  - accounts: ['111122223333']
    impacts: [breaks-plaintext]
    owner: platform
    reason: logs are clean
    since: 2026-01-01
approvals:
  approvers: ['arn:aws:iam::111122223333:role/waxseal-approver']
`;
