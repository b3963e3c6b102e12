import type { Integration } from '../../facts/integration.ts';

/** A stage, as far as it decides what is called. */
export interface StageSeen {
  readonly name: string;
  readonly arn: string;
  /** Values of its variables, and a second set where a canary has others. */
  readonly variables: readonly Readonly<Record<string, string>>[];
  /** `as-written`: it is deployed by itself; `unread`: it could not be exported; `not-shown`: AWS exports no such API. */
  readonly deployed: readonly Integration[] | 'as-written' | 'unread' | 'not-shown';
  readonly hasCanary: boolean;
  readonly deploysItself: boolean;
}

/** An API of any kind, with all that its methods and routes call. */
export interface ApiSeen {
  readonly written: readonly Integration[];
  readonly stages: readonly StageSeen[];
}
