import type { Message } from '../../core/say/said.ts';
import { without } from '../typed.ts';
import { keyOf, refusedIn, type DenyFacts, type PolicyFacts } from './facts.ts';

export type StatementId =
  | 'plaintext-allowed'
  | 'policy-hidden'
  | 'description-hidden'
  | 'policy-unreadable'
  | 'inverted-deny'
  | 'transport-not-evaluated'
  | 'orphaned-principals'
  | 'policy-too-large'
  | 'too-many-statements'
  | 'many-principals'
  | 'owner-locked-out'
  | 'policy-may-refuse-us'
  | 'https-only-already'
  | 'plaintext-only-allow'
  | 'plaintext-excepted'
  | 'default-stated'
  | 'default-replaced-in-code'
  | 'only-aws-services'
  | 'coverage-spread'
  | 'denial-unusual';

/** What every such unit says, with the words of its service. What it can never say is left out. */
export const statementMessages = ({
  thing,
  service,
  absent,
  madeWith,
  actions,
  plaintext: other,
  reads,
  describes = reads,
  limits,
  ownerNeeds,
  httpsOnly,
  hasRule,
}: PolicyFacts & DenyFacts): Readonly<Record<StatementId, Message>> => {
  const it = `${thing} {${keyOf(thing)}}`;
  const plaintext = refusedIn({ actions, ...(other !== undefined && { plaintext: other }) });
  const [bare, secure, insecure] =
    other === undefined ? ['plain HTTP', 'HTTPS', 'HTTP'] : [other, 'TLS', other];
  const requests = plaintext === 'plain HTTP' ? 'requests over plain HTTP' : plaintext;
  const [checker, reporter] = hasRule ? ['AWS Config', 'the Config rule'] : ['other tools', 'one of them'];
  const all: Readonly<Record<StatementId, Message>> = {
    'plaintext-allowed': {
      says: `Nothing in the policy of ${it} certainly refuses ${requests}.`,
      todo: 'Apply the plan: it adds a Deny statement and leaves every other statement as it is.',
    },
    'policy-hidden': {
      says: `${service} does not let us read the policy of ${it}, so nothing is known about it.`,
      todo: `Give Waxseal's role ${reads}. If it has it, the policy denies it: exclude the role from that Deny statement.`,
    },
    'description-hidden': {
      says: `${service} does not let us read what else must be known of ${it} before its policy is changed, so nothing is decided.`,
      todo: `Give Waxseal's role ${describes}. If it has it, a policy denies it: exclude the role from that Deny statement.`,
    },
    'policy-unreadable': {
      says: `The policy of ${it} has no single meaning: {detail}.`,
      todo: 'Save the policy again as plain JSON in the IAM policy grammar; Waxseal does not rewrite what it cannot read.',
    },
    'inverted-deny': {
      says: `In the policy of ${it} a Deny refuses ${secure} instead of ${insecure}: statement {statements}. Together with a Deny of ${bare} it refuses everything.`,
      todo: 'Let its whole condition be aws:SecureTransport "false" and nothing else, or remove the statement.',
    },
    'transport-not-evaluated': {
      says: `The policy of ${it} tests how requests travel in a way that Waxseal cannot evaluate: statement {statements}. Together with a Deny of ${bare} it may block somebody completely.`,
      todo: `Read its conditions. Approve only if nobody it applies to depends on ${bare}.`,
    },
    'orphaned-principals': {
      says: `The policy of ${it} names principals that no longer exist: {principals}. ${service} refuses every new policy that names them.`,
      todo: 'Remove them from the policy, or name the users and roles that took their place.',
    },
    'policy-too-large': {
      says: `With one more statement the policy of ${it} would have {bytes} bytes; ${service} takes {limit}.`,
      todo: 'Shorten the policy, for instance by merging statements.',
    },
    'too-many-statements': {
      says: `With one more the policy of ${it} would have {count} statements; ${service} takes {limit}.`,
      todo: 'Merge statements.',
    },
    'many-principals': {
      says: `With one more statement the policy of ${it} would name {count} principals. ${service} documents that it takes {limit}, and not whether it counts them in a policy or in a statement: it may refuse the change, and then nothing is changed.`,
      todo: `Approve to try it. If ${service} refuses, name accounts instead of their roles, or merge statements.`,
      ifRefused: 'Name accounts instead of their roles, or merge statements that allow the same.',
    },
    'owner-locked-out': {
      says: `Nothing in the policy of ${it} lets the account itself change it (${(ownerNeeds ?? []).join(', ')}): a change could not be taken back.`,
      todo: 'Add the statement that lets the account administer it, as AWS has it in its default policy.',
    },
    'policy-may-refuse-us': {
      says: `The policy of ${it} denies changing it: statement {statements}. ${service} may refuse the change, or its undoing.`,
      todo: "Exclude Waxseal's write role from that statement, or add the Deny statement by hand.",
    },
    'https-only-already': {
      says: `AWS documents HTTPS alone for the endpoints of ${service}: the statement should meet nobody, and shows auditors and other tools that ${it} takes nothing else.`,
      todo: `Approve where your rules ask for the statement; where they do not, exempt the ${thing}.`,
    },
    'plaintext-only-allow': {
      says: `The policy of ${it} allows something ${other === undefined ? 'over plain HTTP' : `by ${other}`} only: statement {statements}. Clients that rely on it will be refused.`,
      todo: `Remove the aws:SecureTransport condition from that statement and move its users to ${secure}.`,
    },
    'plaintext-excepted': {
      says: `The policy of ${it} refuses ${plaintext} already, with exceptions: statement {statements}. Whoever it spares will be refused.`,
      todo: `Ask whoever wrote the exceptions. Approve once those clients use ${secure}; until then, exempt the ${thing}.`,
    },
    'default-stated': {
      says: `${thing.charAt(0).toUpperCase()}${it.slice(1)} has no policy, and what AWS lets in then would end with one. The plan puts a statement beside the Deny that says the same.`,
    },
    'default-replaced-in-code': {
      says: `The policy of ${it} has what ${service} itself has put there when the ${thing} was made, and a policy that is described in code replaces it. The plan leaves it as it is.`,
      todo: `Whoever describes the policy in code brings its other statements along, as the plan's own code does: without them whoever is let in by them alone is refused.`,
    },
    'only-aws-services': {
      says: `All that the policy allows, it allows to AWS services ({services}). They ${other === undefined ? 'deliver over HTTPS' : `use ${secure}`} and are not affected.${absent === 'closed' ? ' Clients of the account itself do not show in the policy.' : ''}`,
    },
    'coverage-spread': {
      says: `Several statements of ${it} refuse ${plaintext} only together, or with overlapping exceptions; ${checker} may not recognise it.`,
      todo: `If ${reporter} keeps reporting the ${thing}, replace them by one Deny of ${actions.join(', ')} on all of it.`,
    },
    'denial-unusual': {
      says: `The policy of ${it} refuses ${plaintext}, in a form that ${checker} may not recognise.`,
      todo: `If ${reporter} keeps reporting the ${thing}, add a Deny of ${actions.join(', ')} whose whole condition is Bool aws:SecureTransport "false".`,
    },
  };
  return without(
    all,
    ...(describes === reads ? (['description-hidden'] as const) : []),
    ...(limits.bytes === undefined ? (['policy-too-large'] as const) : []),
    ...(limits.statements === undefined ? (['too-many-statements'] as const) : []),
    ...(limits.principals === undefined ? (['many-principals'] as const) : []),
    ...(ownerNeeds === undefined ? (['owner-locked-out'] as const) : []),
    ...(httpsOnly === undefined ? (['https-only-already'] as const) : []),
    ...(typeof absent === 'string' ? (['default-stated'] as const) : []),
    ...(madeWith === undefined ? (['default-replaced-in-code'] as const) : []),
  );
};
