import { oldestNamed } from '../aws/tls-policies.ts';
import type { Plan } from '../core/model/plan.ts';
import { type Standing } from './standing.ts';

/** The oldest thing that a resource still accepts, as far as its plan tells; the worst first. */
export const oldest = [
  'plain text',
  'TLS 1.0',
  'TLS 1.1',
  'TLS 1.2',
  'TLS 1.3',
  'TLS, version unknown',
  'unknown',
] as const;
export type Oldest = (typeof oldest)[number];

/** By the name of a predefined security policy. */
export const oldestOfPolicy = (name: string): Oldest =>
  oldest.find((one) => one === oldestNamed(name)) ?? 'TLS, version unknown';

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Fields about versions and ciphers: whatever they hold, it is not plain text that gets in. */
const policies: ReadonlySet<string> = new Set([
  'apiSecurityPolicy',
  'listenerPolicies',
  'minimumProtocolVersion',
  'originSslProtocols',
  'permitted',
  'securityPolicy',
  'securityPolicyName',
  'sslPolicy',
]);

/** From a finding's last plan: its security policy, else whether plain text still gets in. */
export const oldestOf = (plan: Plan | undefined, standing: Standing): Oldest => {
  const change = plan?.changes.find(({ set }) => policies.has(set));
  const done = standing === 'compliant' || plan?.kind === 'undo';
  const policy = textOf(done ? change?.after : change?.before) ?? textOf(plan?.why.data?.['policy']);
  if (policy !== undefined) return oldestOfPolicy(policy);
  if (standing === 'compliant' || change) return 'TLS, version unknown';
  return plan ? 'plain text' : 'unknown';
};
