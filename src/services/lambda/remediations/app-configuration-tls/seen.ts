import type { RuleId, Severity } from '../../../../signs/rule.ts';

/** A sign, and where it stands. Never the value, or any part of it but `scheme://host:port`. */
export interface Found {
  /** `Environment.Variables.REDIS_URL`. */
  readonly field: string;
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly address?: string;
}

/** What AWS shows of a program's configuration, as signs. */
export interface Seen {
  readonly found: readonly Found[];
  /** What there is and could not be read, in words. */
  readonly unread: readonly string[];
  /** Where values come from that nobody reads here: names of variables. */
  readonly secrets: readonly string[];
  /** Its owner has not said that it may be read. */
  readonly isClosed?: true;
}

/** What several parts of one program show. */
export const together = (all: readonly Seen[]): Seen => ({
  found: all.flatMap(({ found }) => found),
  unread: all.flatMap(({ unread }) => unread),
  secrets: all.flatMap(({ secrets }) => secrets),
});
