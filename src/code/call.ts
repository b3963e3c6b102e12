import type { RuleId, Severity } from '../signs/rule.ts';

/** A place in a syntax tree that is a sign: what kind of node, and what its text says and does not say. */
export interface Call {
  readonly rule: RuleId;
  readonly severity: Severity;
  /** As the grammar of the language calls the node. */
  readonly kind: string;
  /** Of the node's whole text, as Rust's regular expressions are written (no lookaround). */
  readonly says: string;
  /** What makes it good, or leaves open what it does: TLS, a variable number of arguments, this machine. */
  readonly unless?: string;
  /** What the nearest call around it begins with: whose argument it is. */
  readonly within?: string;
  /** What the rest of the file must say, such as the import that tells which library a name is of. */
  readonly file?: string;
  /** What makes it good wherever the file says it. */
  readonly unlessFile?: string;
}

/** This machine, whatever the language. */
export const here = String.raw`localhost|127\.0\.0\.1|\[?::1\b`;
