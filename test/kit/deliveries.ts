import { readFileSync } from 'node:fs';
import { defaultPolicy } from '../../src/core/policy/default-policy.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import type { EntryPoint } from '../../src/entry-points/deliver.ts';
import type { DescribeRule } from '../../src/intake/rules.ts';
import { catalog } from '../../src/services/index.ts';
import { loadAccount, type AccountFile } from '../../src/sandbox/account.ts';
import { startHost, type HostOptions } from '../../src/sandbox/host.ts';
import { sandboxPorts } from '../../src/sandbox/sandbox-ports.ts';

const example = new URL('../../examples/events/config-noncompliant.json', import.meta.url);

/** The example event, about another bucket, of another compliance. */
export const eventAbout = (bucket: string, compliance = 'NON_COMPLIANT'): string =>
  readFileSync(example, 'utf8')
    .replaceAll('"invoices"', `"${bucket}"`)
    .replace('"NON_COMPLIANT"', `"${compliance}"`);

export const account: AccountFile = { s3: { Buckets: [{ Name: 'invoices' }, { Name: 'orders' }] } };

const arn = 'arn:aws:config:eu-west-1:111122223333:config-rule/config-rule-abc123';
/** What AWS Config says of the example's rule. */
export const managed: DescribeRule = async (rule) => ({
  arn: 'arn' in rule ? rule.arn : arn,
  name: rule.name,
  owner: 'AWS',
  sourceIdentifier: 'S3_BUCKET_SSL_REQUESTS_ONLY',
  parameters: {},
});

export const auto: Policy = {
  ...defaultPolicy,
  mode: 'auto',
  optIns: [{ impacts: ['breaks-plaintext'], owner: 'owner', reason: 'ready', since: '2020-01-01' }],
};

export interface Scene {
  readonly policy?: Policy;
  readonly account?: AccountFile;
  readonly describeRule?: DescribeRule;
  readonly faults?: HostOptions['faults'];
}

/** An account in memory and the way in. */
export const enter = ({ policy = auto, account: file = account, describeRule, faults = [] }: Scene = {}) => {
  const host = startHost(loadAccount(file), { faults });
  const ports = sandboxPorts(host, { policy: () => policy, catalog });
  const entryPoint: EntryPoint = { catalog, ports, describeRule: describeRule ?? managed };
  return { host, ports, entryPoint };
};
