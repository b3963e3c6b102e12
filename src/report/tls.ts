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

const versions: Readonly<Record<string, Oldest>> = {
  0: 'TLS 1.0',
  1: 'TLS 1.1',
  2: 'TLS 1.2',
  3: 'TLS 1.3',
};

/**
 * By the name of a predefined security policy: `…-TLS13-1-2-Res-2021-06` → TLS 1.2.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
export const oldestOfPolicy = (name: string): Oldest => {
  const minor = /-(?:TLS13|TLS|FS)-1-(\d)/.exec(name)?.[1];
  if (minor !== undefined) return versions[minor] ?? 'TLS, version unknown';
  return /^ELBSecurityPolicy-(2016-08|2015-05|FS-2018-06)$/.test(name) ? 'TLS 1.0' : 'TLS, version unknown';
};

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** From a finding's last plan: a listener's security policy, else whether plain text still gets in. */
export const oldestOf = (plan: Plan | undefined, standing: Standing): Oldest => {
  const change = plan?.changes.find(({ set }) => set === 'sslPolicy');
  const done = standing === 'compliant' || plan?.kind === 'undo';
  const policy = textOf(done ? change?.after : change?.before) ?? textOf(plan?.why.data?.['policy']);
  if (policy !== undefined) return oldestOfPolicy(policy);
  if (standing === 'compliant') return 'TLS, version unknown';
  return plan ? 'plain text' : 'unknown';
};
