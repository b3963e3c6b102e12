import type { Change } from '../../src/core/model/remediation.ts';
import type { Location } from '../../src/core/model/target.ts';
import type { AccountFile } from '../../src/sandbox/account.ts';

/** What a verdict must be. Whatever is not named is not compared, except that `changes` are always counted. */
export interface Expected<Id extends string = string> {
  readonly is: 'compliant' | 'not-applicable' | 'pending' | 'unknown' | 'non-compliant';
  readonly message?: Id;
  /** How many, or each one in order (only the named members are compared). Left out: none. */
  readonly changes?: number | readonly Partial<Change>[];
  /** Message ids, in any order. Left out: none. */
  readonly hazards?: readonly Id[];
  /** Message ids, in any order. Left out: none. */
  readonly notes?: readonly Id[];
  /** Sentences as people read them, what is so and what to do, each of them among those that are said. */
  readonly says?: readonly string[];
}

/** One row of a remediation's table: an account, and what the unit must say about one resource in it. */
export interface Case<Id extends string = string> {
  /** Records in the element shape of AWS's Describe answers; the loader adds AWS's defaults. */
  readonly account: AccountFile;
  /** Default: account 111122223333, eu-west-1, aws. */
  readonly location?: Partial<Location>;
  /** As an event carries it. Default: the only resource of the type that the account has in the place. */
  readonly target?: string;
  /** Raw settings, as the policy file would carry them. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Runs the same row over HTTP on moto too. */
  readonly wire?: true;
  /**
   * `read` must answer `undefined`; nothing else is tried. `id`: what AWS Config calls it, where that is neither in the
   * ARN nor the ARN itself, such as a URL.
   */
  readonly gone?: true | { readonly id: string };
  /** Required unless `gone`. */
  readonly expect?: Expected<Id>;
  /**
   * What the unit says after its first apply, for migrations in steps. Left out: `compliant`, with the notes that it has. So
   * `next: { is: 'compliant' }` is never written.
   */
  readonly next?: Expected<Id>;
}

export type Cases<Id extends string> = Readonly<Record<string, Case<Id>>>;
