import type { Meta, Remediation } from './remediation.ts';
import type { Home, Resource } from './resource.ts';
import type { Target } from './target.ts';
import type { Typed } from './types-of.ts';

/** What is known of a remediation before its file, and with it its SDK client, is loaded. */
export type Listing = Pick<
  Meta,
  'id' | 'concerns' | 'title' | 'summary' | 'configRules' | 'controls' | 'services'
> &
  Typed & {
    /** Other types that it concerns; `eachType` tells of each alone. */
    readonly also?: readonly Typed[];
    /** Of a global service: where its resources are looked at, by partition. */
    readonly home?: Home;
    /** AWS does it already: what it looks at is never otherwise, and no rule of AWS Config asks again every day. */
    readonly enforced?: true;
  };

/** Everything that this build of Waxseal can remediate. Files are loaded when they are first asked for. */
export interface Catalog {
  readonly listings: readonly Listing[];
  /** Throws `WaxsealError` `unknown-remediation`. */
  remediation(id: string): Promise<Remediation>;
  /** Throws `WaxsealError` `unknown-resource-type`. */
  resource(type: string): Promise<Resource>;
}

/** Who or what made us look. Kept with every outcome. */
export interface Cause {
  readonly by: 'event' | 'sweep' | 'wake' | 'approval' | 'person';
  /** A principal ARN, when a person or a role asked. */
  readonly actor?: string;
  /** The id of the event or of the execution. */
  readonly reference?: string;
  /** When the thing that caused this happened, as it says itself. ISO 8601. */
  readonly at?: string;
}

/** One look to be taken: a remediation at a resource. */
export interface Job {
  readonly unit: Remediation;
  readonly resource: Resource;
  readonly target: Target;
  readonly cause: Cause;
  /** `InputParameters` of the Config rule that named the resource. Remembered with the finding. */
  readonly ruleParameters?: Readonly<Record<string, string>>;
}
