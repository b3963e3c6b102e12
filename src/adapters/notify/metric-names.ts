/**
 * Metrics that somebody is woken for, by the names that our functions count them under and alarms watch them under.
 * The others are `outcome-…` and `event-…`, made from the names of outcomes and deliveries.
 */
export const namespace = 'Waxseal';
/** The one dimension: `service`. */
export const service = 'waxseal';
export const metricNames = {
  /** A look ended with the gate closed by a breaker. */
  breakerOpen: 'breaker-open',
  /** An approval that people were asked for has a day left. Once for each approval request. */
  approvalExpiring: 'approval-expiring',
  /** A call of a sweep gave something up: a location, a rule, a resource. What SQS brings again is not counted. */
  partMissed: 'part-missed',
} as const;
