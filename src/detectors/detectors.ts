import { accessAnalyzer } from './access-analyzer.ts';
import type { Detector } from './detector.ts';
import { guardDuty } from './guardduty.ts';
import { inspector } from './inspector.ts';
import { securityHub } from './security-hub.ts';
import { waf } from './waf.ts';

/** Those that are asked; what CloudTrail says of TLS is in the journal already (`recorded.ts`). */
export const detectors: readonly Detector[] = [guardDuty, inspector, accessAnalyzer, securityHub, waf];

/** What somebody who asks them must be allowed to do. */
export const detectorPermissions: readonly string[] = [
  ...new Set(detectors.flatMap(({ permissions }) => permissions)),
].toSorted();
