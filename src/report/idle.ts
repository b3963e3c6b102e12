import type { Match, Policy, Position, Subject } from '../core/policy/policy.ts';
import { concerns } from '../core/policy/match.ts';

/** A line of the policy that none of the looks just taken were about. */
export interface Idle extends Position {
  readonly kind: 'rule' | 'exemption' | 'opt-in';
  /** What it calls itself, or whose it is. */
  readonly name?: string;
}

type Line = Match & Partial<Position>;

const kinds = [
  ['rules', 'rule'],
  ['exemptions', 'exemption'],
  ['optIns', 'opt-in'],
] as const;

const nameOf = (line: { readonly name?: string; readonly owner?: string }): string | undefined =>
  line.name ?? line.owner;

/**
 * Lines that could have been about something here and were about nothing: a bucket that is gone, a name that was
 * mistyped. `isHere`: whether a line can be about the places that were looked at, so that nobody is told of lines for
 * other accounts. An exemption that is over is told of elsewhere.
 */
export const idleIn = (
  policy: Policy,
  subjects: readonly Subject[],
  { isHere, now }: { readonly isHere: (line: Match) => boolean; readonly now: Date },
): readonly Idle[] => {
  const today = now.toISOString().slice(0, 10);
  const isOver = (line: Line): boolean =>
    'expires' in line && typeof line.expires === 'string' && line.expires < today;
  return kinds.flatMap(([list, kind]) =>
    policy[list]
      .filter((line) => !isOver(line) && isHere(line))
      .filter((line) => !subjects.some((subject) => concerns(line, subject)))
      .map((line) => {
        const name = nameOf(line);
        return { kind, line: line.line ?? 1, path: line.path ?? list, ...(name !== undefined && { name }) };
      }),
  );
};
