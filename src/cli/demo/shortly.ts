import type { Outcome } from '../../core/model/outcome.ts';
import type { Change } from '../../core/model/remediation.ts';

/** One line for what a remediation says in full; whoever wants that runs `waxseal plan`. By message id. */
const words: Readonly<Record<string, string>> = {
  'plaintext-allowed': 'plain HTTP gets in',
  'orphaned-principals': 'names a deleted user: S3 takes no new policy',
  'inverted-deny': 'its Deny is the wrong way round',
  'public-policy-blocked': 'public, and S3 takes no new public policy',
  'website-hosting': 'a website: its endpoint speaks plain HTTP only',
  'plaintext-served': 'answers plain HTTP',
  'no-https-listener': 'no HTTPS listener to redirect to',
  'no-usable-certificate': 'its certificate has run out',
  'https-port-closed': 'HTTPS is closed for those who use HTTP',
  'front-not-excluded': 'who stands in front? a redirect could loop',
  'fixed-responses': 'somebody chose a fixed answer',
  'policy-not-accepted': 'takes old TLS or weak ciphers',
  'ciphers-lost': 'some TLS 1.2 clients might lose their cipher',
  'plaintext-accepted': 'lets in who does not use TLS',
  'group-shared': 'shares its parameter group with others',
  'queued-changes': 'an upgrade is queued for the same reboot',
  'dms-without-tls': 'a migration task connects without TLS',
  'proxy-without-tls': 'a proxy in front does not require TLS',
  'parameter-missing': 'too old: the parameter does not exist',
  'reboot-needed': 'set already, waits for its reboot',
  'reboot-due-dynamic': 'set already, waits for its reboot',
};

const policyName = (value: unknown): string => String(value).replace('ELBSecurityPolicy-', '');

const changed: Readonly<Record<string, (all: readonly Change[]) => string>> = {
  statement: ([first]) => `statement ${first?.on.split('#').at(-1) ?? ''} added`,
  ruleActions: (all) => `${all.length} rules redirect to HTTPS`,
  defaultActions: (all) => `${all.length} ${all.length === 1 ? 'rule redirects' : 'rules redirect'} to HTTPS`,
  sslPolicy: ([first]) => `now ${policyName(first?.after)}`,
  parameter: ([first]) => `${first?.on.split('/').at(-1) ?? 'parameter'} set`,
  parameterGroup: () => 'a parameter group of its own',
};

export const doneBy = (changes: readonly Change[]): string => {
  const [first] = changes;
  return (first && changed[first.set]?.(changes)) ?? `${changes.length} changes`;
};

const short = ({ id, says }: { readonly id: string; readonly says: string }): string => words[id] ?? says;

/** Why a look ended as it did, in a few words. */
export const whyOf = (outcome: Outcome): string => {
  const because = 'because' in outcome ? outcome.because : [];
  const plan = 'plan' in outcome ? outcome.plan : undefined;
  const special = because.find(({ check }) => check === 'exemption' || check === 'hold');
  if (special) return special.says;
  if (outcome.is === 'remediated' || outcome.is === 'settling') return doneBy(outcome.plan.changes);
  if (outcome.is === 'approval-requested') {
    if (outcome.plan.hazards.length > 0) return outcome.plan.hazards.map(short).slice(0, 2).join('; ');
    // The mode lets it be applied only where something else asks.
    const isAuto = because.some(({ check, says }) => check === 'mode' && says.includes('says auto'));
    return isAuto ? 'no owner has opted in; who would break?' : 'the policy says ask';
  }
  if (plan) return short(plan.why);
  return 'why' in outcome ? short(outcome.why) : '';
};
