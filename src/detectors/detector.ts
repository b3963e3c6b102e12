import type { Asked, DetectorName, Heard } from '../core/model/detectors.ts';
import type { Aws } from '../core/model/remediation.ts';

/** One service that finds things of its own. It is read, never written to. */
export interface Detector {
  readonly name: DetectorName;
  /** What must be allowed for it, and nothing else. */
  readonly permissions: readonly string[];
  /** Everything that it says of one account in one Region, of these resources and of others. Throws what AWS throws. */
  readonly about: (asked: Asked, aws: Aws) => Promise<Heard>;
}
