import type { Impact } from '../../core/model/remediation.ts';
import type { OwnGroup } from './fields.ts';
import type { Applies, Parameter, TlsParameter } from './groups.ts';

/** What has a parameter group, as far as every such thing is alike. */
export interface Thing {
  readonly name: string;
  readonly engine: string;
  readonly version: string;
  /** Empty: AWS did not say. */
  readonly status: string;
  /** What the owner has queued for the maintenance window, by name, sorted. */
  readonly queued: readonly string[];
  readonly stack: string | null;
}

/** A parameter group, and how far AWS is with it, in the words of RDS. */
export interface Attached {
  readonly name: string;
  readonly applyStatus: string;
}

/** The parameter of the engine that refuses plaintext, without what only computes. */
type TlsNamed = Pick<TlsParameter, 'name' | 'engine' | 'upgradeTo'>;

/** Only what the decision needs is read: for a thing that refuses plaintext, nobody else is asked about. */
export type State<T extends Thing, Around> =
  | { readonly is: 'outside'; readonly thing: T }
  /** Not exactly one group whose parameters can be read. */
  | { readonly is: 'groupless'; readonly thing: T; readonly groups: readonly Attached[] }
  | Forced<T>
  | Open<T, Around>;

export interface Forced<T extends Thing = Thing> {
  readonly is: 'forced';
  readonly thing: T;
  readonly group: Attached;
  readonly tls: TlsNamed;
  readonly isStatic: boolean;
}

export interface Open<T extends Thing = Thing, Around = unknown> {
  readonly is: 'open';
  readonly thing: T;
  readonly tls: TlsNamed & {
    /** What is to be set. */
    readonly wanted: string;
    /** Whom that shuts out. */
    readonly breaks: Impact;
    /** What is set is known to let plaintext in. */
    readonly isOff: boolean;
    /** The group that would be made has it already. */
    readonly ownIsOn: boolean;
  };
  readonly group: Attached & { readonly family: string; readonly stack: string | null };
  /** `null`: the group does not list it. */
  readonly parameter: Parameter | null;
  readonly besides: Readonly<Record<string, string>>;
  /** When the TLS parameter and those besides take effect, as far as the group lists them. */
  readonly applies: Applies;
  /** Other things with the same group, sorted; for a default group nobody cares. */
  readonly sharedWith: readonly string[];
  /** The group that would be made, if it is there already. */
  readonly own: { readonly group: OwnGroup; readonly set: string | null } | null;
  /** Who connects, and whatever else the hazards need. */
  readonly around: Around;
}
