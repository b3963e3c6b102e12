import { athenaLogs } from './athena/source.ts';
import type { AthenaSetting } from './athena/workgroup.ts';
import { apiGatewayLogs } from './api-gateway-logs/source.ts';
import { deliveredCloudFrontLogs } from './cloudfront-logs/delivered.ts';
import { cloudFrontLogs } from './cloudfront-logs/source.ts';
import { cloudTrailEvents } from './cloudtrail-events/source.ts';
import { cloudTrailFiles } from './cloudtrail-files/source.ts';
import { interfacePermissions } from './interfaces.ts';
import { elbAccessLogs } from './elb-access-logs/source.ts';
import { flowLogs } from './flow-logs/source.ts';
import { deliveredLogs } from './logs-insights/source.ts';
import { rdsLogs } from './rds-logs/source.ts';
import { connectionMetrics } from './metrics/source.ts';
import { s3AccessLogs } from './s3-access-logs/source.ts';
import { signalPermissions } from './signals/signals.ts';
import type { Source } from './source.ts';

/** Best first: the first that is complete and clean, or that has seen somebody, is enough. */
export const sources: readonly Source[] = [
  cloudTrailEvents,
  deliveredLogs,
  s3AccessLogs,
  cloudTrailFiles,
  elbAccessLogs,
  cloudFrontLogs,
  deliveredCloudFrontLogs,
  apiGatewayLogs,
  rdsLogs,
  connectionMetrics,
  flowLogs,
];

/** With Athena before the reader of the same logs as objects, which would use up the budget where there are millions of them. */
export const sourcesWith = (athena: AthenaSetting | undefined): readonly Source[] =>
  athena ? sources.flatMap((one) => (one === s3AccessLogs ? [athenaLogs(athena), one] : [one])) : sources;

/** What the evidence role may do, and nothing else, unless the settings name a workgroup of Athena. */
export const evidencePermissions: readonly string[] = [
  ...new Set([
    ...interfacePermissions,
    ...signalPermissions,
    ...sources.flatMap(({ permissions }) => permissions),
  ]),
].toSorted();
