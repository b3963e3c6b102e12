import type { Impact } from './impact.ts';

/** What recorded traffic can be asked. Each is about clients that a change would break. */
type Ask =
  /** Requests over plain HTTP. */
  | 'plaintext-requests'
  /** Plain requests that do not follow a redirect: not redirected so far, and not by a browser that gets something. */
  | 'requests-without-redirect'
  /** Requests over TLS with a protocol or a cipher that is not offered any more; `given` has those that stay: `protocols`, `ciphers`. */
  | 'tls-not-offered'
  /** Connections without TLS: to a database, to a proxy of RDS (`given` names it: `proxy`), to a Network Load Balancer. */
  | 'plaintext-connections'
  /**
   * Connections to ports on which a resource speaks no TLS, whoever calls. `given` says which (`plaintextPorts`), on which ports the
   * same clients come with TLS (`tlsPorts`), and which network interfaces are the resource's: `interfaces` (ids), `addresses` with
   * `vpc`, or `description` (as EC2's filter takes it) with `vpc`. Only for ports that are plaintext by definition: a log of
   * connections names a port, never what was spoken on it.
   */
  | 'connections-to-plaintext-ports';

/** One question about recorded traffic, as a remediation asks it. Data only: it knows no log and no SDK. */
export interface Question {
  readonly ask: Ask;
  /** ARN of what the traffic goes to: a bucket, a load balancer, a DB instance, a domain of API Gateway. */
  readonly of: string;
  /** What a clean answer says of a change: these impacts meet nobody. */
  readonly clears: readonly Impact[];
  /** What else whoever answers must know: an engine, protocols and ciphers that stay. */
  readonly given?: Readonly<Record<string, string | readonly string[]>>;
  /** Why nothing that AWS counts tells after the fix whether these clients break. Absent: some signal does. */
  readonly unwatched?: string;
}

/** Somebody in a log. Never what was asked for: no keys of objects, no paths, no statements. */
export interface Caller {
  /** ARN or name, as the log has it. */
  readonly principal?: string;
  readonly agent?: string;
  readonly address?: string;
  /** What the address belongs to: an instance, a task, a function. */
  readonly behind?: string;
  /** Protocol of an old TLS version. */
  readonly tls?: string;
  readonly count: number;
  /** ISO 8601. */
  readonly first: string;
  readonly last: string;
}

/** Why nothing is known. */
export const unknowns = [
  'off',
  'no-access',
  'too-young',
  'no-traffic',
  'budget',
  'gaps',
  'not-observable',
  'region',
] as const;
export type Unknown = (typeof unknowns)[number];

/** How to come to know, and what it costs. */
interface Enabling {
  readonly how: string;
  readonly costs: string;
}

/** No client was seen that the change would break, in a window that a source has recorded from end to end. */
export interface Clean {
  readonly is: 'clean';
  /** ISO 8601. */
  readonly since: string;
  readonly until: string;
  readonly source: string;
  readonly records: number;
  /** `false`: AWS delivers these records on a best-effort basis. */
  readonly complete: boolean;
  readonly clears: readonly Impact[];
}

/** Clients were seen that the change would break. */
export interface Seen {
  readonly is: 'seen';
  readonly since: string;
  readonly until: string;
  readonly source: string;
  readonly count: number;
  /** There may be more. */
  readonly atLeast: boolean;
  /** Those with the most requests first. */
  readonly callers: readonly Caller[];
  /** ISO 8601: when the window is over that begins anew with the last record, if nobody else comes. */
  readonly cleanAfter: string;
}

/** Nothing is known. `why` absent: nothing was asked. */
export interface NotKnown {
  readonly is: 'unknown';
  readonly why?: Unknown;
  readonly says?: string;
  readonly enable?: Enabling;
}

/** What shows who still comes without TLS. `unknown` never lowers the gate; `seen` always asks. */
export type Evidence = Clean | Seen | NotKnown;

/** What the policy says of evidence. Without it no log is read: reading costs money. */
export interface EvidenceRules {
  /** How long the window is. */
  readonly days: number;
  /** Whether a clean answer of a best-effort source lets `auto` apply. */
  readonly bestEffort: 'ask' | 'apply';
  /** The most that one answer may take. */
  readonly budget: Budget;
}

export interface Budget {
  readonly megabytes: number;
  readonly objects: number;
  readonly seconds: number;
  readonly dollars: number;
}
