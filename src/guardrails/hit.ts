import type { Finding } from '../core/journal/records.ts';
import { isOpen } from '../core/model/outcome.ts';
import type { Guardrail } from './guardrail.ts';

/** A resource to which a guardrail would refuse somebody something that is let through today. */
export interface Hit {
  readonly remediation: string;
  readonly arn: string;
  readonly owner?: string;
  /** What logs told of its clients at the last look: seen without TLS, none in the window, or nothing is known. */
  readonly clients: 'seen' | 'clean' | 'unknown';
  /** Those seen, the most frequent first. */
  readonly callers: readonly string[];
}

const callersOf = ({ evidence }: Finding): readonly string[] =>
  evidence?.answer.is === 'seen'
    ? evidence.answer.callers.map(
        ({ principal, agent, address }) => principal ?? agent ?? address ?? 'somebody',
      )
    : [];

/** Whoever would be hit on the day it is attached, as the journal has it. Those whose clients were seen come first. */
export const hitBy = (
  { prevents }: Pick<Guardrail, 'prevents'>,
  findings: readonly Finding[],
): readonly Hit[] => {
  const order = ['seen', 'unknown', 'clean'] as const;
  return findings
    .filter(({ remediation, is }) => prevents.includes(remediation) && isOpen(is))
    .map((finding) => ({
      remediation: finding.remediation,
      arn: finding.target.arn,
      ...(finding.owner !== undefined && { owner: finding.owner }),
      clients: finding.evidence?.answer.is ?? ('unknown' as const),
      callers: callersOf(finding),
    }))
    .toSorted((a, b) => order.indexOf(a.clients) - order.indexOf(b.clients) || (a.arn < b.arn ? -1 : 1));
};
