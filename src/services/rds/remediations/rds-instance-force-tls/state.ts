import type { TlsParameter } from '../../facts/engines.ts';
import type { Dependants } from '../../parameters/dependants.ts';
import type { OwnGroup } from '../../parameters/parameter-group-field.ts';
import type { Parameter } from '../../parameters/parameter-groups.ts';

export interface Instance {
  readonly name: string;
  readonly engine: string;
  readonly version: string;
  /** Empty: RDS did not say. */
  readonly status: string;
  /** What the owner has queued for the maintenance window, by name, sorted. */
  readonly queued: readonly string[];
  readonly stack: string | null;
  readonly replicaOf: string | null;
  readonly replicas: number;
}

/** A parameter group, and how far RDS is with it. */
export interface Attached {
  readonly name: string;
  readonly applyStatus: string;
}

/** The parameter of the engine that refuses plaintext. */
export type Named = Pick<TlsParameter, 'name' | 'engine' | 'upgradeTo'>;

/** Only what the decision needs is read: for an instance that refuses plaintext, nobody else is asked about. */
export type State =
  | { readonly is: 'outside'; readonly instance: Instance; readonly cluster: string | null }
  /** Not exactly one group whose parameters can be read. */
  | { readonly is: 'groupless'; readonly instance: Instance; readonly groups: readonly Attached[] }
  | {
      readonly is: 'forced';
      readonly instance: Instance;
      readonly group: Attached;
      readonly tls: Named;
      readonly isStatic: boolean;
    }
  | {
      readonly is: 'open';
      readonly instance: Instance;
      readonly tls: Named;
      readonly group: Attached & { readonly family: string; readonly stack: string | null };
      /** `null`: the group does not list it. */
      readonly parameter: Parameter | null;
      readonly besides: Readonly<Record<string, string>>;
      /** Other instances with the same group, sorted; for a default group nobody cares. */
      readonly sharedWith: readonly string[];
      /** The group that would be made for the instance, if it is there already. */
      readonly own: { readonly group: OwnGroup; readonly set: string | null } | null;
      readonly dependants: Dependants;
    };
export type Forced = Extract<State, { is: 'forced' }>;
export type Open = Extract<State, { is: 'open' }>;
