import type { Cause } from '../core/model/catalog.ts';
import type { GateAnswer } from '../core/policy/gate.ts';
import type { Outcome, OutcomeName } from '../core/model/outcome.ts';
import type { Plan } from '../core/model/plan.ts';
import type { Impact, Concerns, MigrationStep } from '../core/model/remediation.ts';
import type { Style } from './blocks.ts';

/** What an impact means to whoever owns the resource. */
export const impactWords: Readonly<Record<Impact, string>> = {
  none: 'Nobody notices.',
  'breaks-plaintext': 'Clients that connect without TLS are refused from then on.',
  'breaks-old-tls': 'Clients that speak only old TLS versions cannot connect any more.',
  'redirects-clients': 'Plain HTTP clients are redirected to HTTPS; those that do not follow redirects fail.',
  'changes-endpoints':
    'Clients that connect by a name that goes cannot connect any more, with TLS or without.',
  restarts: 'Takes effect with a restart.',
  interrupts: 'Connections are interrupted while it takes effect.',
};

/** The same in a few words, for a column. */
export const impactNames: Readonly<Record<Impact, string>> = {
  none: 'nobody notices',
  'breaks-plaintext': 'plain-text clients are refused',
  'breaks-old-tls': 'old TLS clients are refused',
  'redirects-clients': 'HTTP clients are redirected',
  'changes-endpoints': 'names of endpoints change',
  restarts: 'needs a restart',
  interrupts: 'connections are interrupted',
};

interface Spoken {
  readonly says: string;
  readonly style: Style;
}

/** Every outcome in a few words. */
export const outcomeWords: Readonly<Record<OutcomeName, Spoken>> = {
  compliant: { says: 'compliant already', style: 'green' },
  gone: { says: 'no longer there', style: 'dim' },
  'not-applicable': { says: 'not applicable', style: 'dim' },
  unknown: { says: 'cannot be evaluated', style: 'magenta' },
  pending: { says: 'pending: AWS is still changing it', style: 'yellow' },
  'manual-action-needed': { says: 'open: manual action needed', style: 'yellow' },
  reported: { says: 'open: reported only', style: 'yellow' },
  skipped: { says: 'left alone', style: 'dim' },
  deferred: { says: 'deferred', style: 'yellow' },
  'approval-requested': { says: 'waiting for approval', style: 'cyan' },
  stale: { says: 'approval does not count any more', style: 'red' },
  remediated: { says: 'remediated and verified', style: 'green' },
  progressed: { says: 'one step done', style: 'green' },
  settling: { says: 'applied, not verified yet', style: 'yellow' },
  'rolled-back': { says: 'rolled-back', style: 'magenta' },
  conflict: { says: 'conflict: somebody else changed it', style: 'red' },
  halted: { says: 'stopped midway', style: 'red' },
  overwritten: { says: 'a write of somebody else may be lost', style: 'red' },
  regressed: { says: 'errors of clients jumped after the fix', style: 'red' },
  watched: { says: 'watched after the fix', style: 'dim' },
  refused: { says: 'refused', style: 'red' },
  failed: { says: 'failed', style: 'red' },
};

/** An outcome in a few words: of one that waits before its first put, that nothing was sent; of an undo, that it was stopped. */
export const wordsOf = ({
  is,
  because = [],
  plan,
}: Pick<Outcome, 'is'> & {
  readonly because?: readonly unknown[];
  readonly plan?: Pick<Plan, 'kind'>;
}): Spoken => {
  if (is === 'settling' && because.length > 0)
    return { says: 'not applied yet: nothing was sent', style: 'yellow' };
  if (plan?.kind === 'undo' && (is === 'reported' || is === 'skipped'))
    return { says: 'not undone: nothing was written', style: 'yellow' };
  return outcomeWords[is];
};

/** What the gate's answer means for a plan that is only looked at. */
export const answerWords: Readonly<Record<GateAnswer, Spoken>> = {
  apply: { says: 'would be applied', style: 'green' },
  ask: { says: 'would request approval', style: 'cyan' },
  defer: { says: 'would be deferred', style: 'yellow' },
  report: { says: 'would only be reported', style: 'yellow' },
  skip: { says: 'would be left alone', style: 'dim' },
};

/** What made us look. */
export const causeWords: Readonly<Record<Cause['by'], string>> = {
  event: 'an event',
  sweep: 'the sweep',
  wake: 'a second look',
  approval: 'an approval',
  person: 'a person',
};

/** `step 1 of 2`; nothing for what is done in one. */
export const stepWords = (step: MigrationStep | undefined): string =>
  step ? `step ${step.next} of ${step.of}` : '';

const hopWords: Readonly<Record<Concerns['hop'], string>> = {
  in: 'what comes in',
  out: 'what it sends on',
  within: 'what goes on within',
  'let-in': 'who is let in',
  none: 'no hop by itself',
};
const matterWords: Readonly<Record<Concerns['matter'], string>> = {
  plaintext: 'plaintext',
  'old-tls': 'old TLS or old algorithms',
  certificate: 'certificates',
  identity: 'who the other side is',
  hardening: 'hardening of what is encrypted',
};
export const concernWords = ({ hop, matter }: Concerns): string => `${hopWords[hop]}: ${matterWords[matter]}`;
