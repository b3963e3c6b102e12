import { isIP } from 'node:net';

/** What of a request tells who sent it. */
interface Asked {
  readonly agent: string;
  readonly method: string;
  readonly status: string;
  readonly targetStatus?: string;
  readonly host: string;
}

/** The balancer itself ended it: no request, malformed, idle, or left by the client. Where the target is not known, a lack of a method says nothing. */
const neverArrived = ({ method, status, targetStatus }: Asked): boolean =>
  targetStatus === '-' && (method === '-' || /^(?:400|408|460)$/.test(status));

/** Not the site's own name; clients know that one. */
const isNoSite = (host: string): boolean =>
  /\.elb\.(?:[\w-]+\.)?amazonaws\.com(?:\.cn)?$/i.test(host) || isIP(host.replace(/^\[|\]$/g, '')) !== 0;

/** Scanners call every public address by its number or its balancer's name, or say no host, and are answered with an error. */
const isScanner = ({ status, host }: Asked): boolean =>
  host === '-' ? /^(?:400|403|404)$/.test(status) : /^4\d\d$/.test(status) && isNoSite(host);

/**
 * Whoever checks health by plain HTTP notices a redirect: a check of Route 53 that searches for a string looks into the body, which
 * a redirect does not have, and then moves names elsewhere. A check by ELB in this log is one of another balancer, whose matcher
 * may be 200 alone: what a balancer asks its own targets is not in its access log.
 * Sources: https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-health-check-logs.html
 */
const isHealthCheck = (agent: string): boolean =>
  agent.startsWith('ELB-HealthChecker/') || agent.startsWith('Amazon-Route53-Health-Check-Service');

/** Behind such a plain request stands no client that a redirect could break. */
export const isNobody = (handled: Asked): boolean =>
  !isHealthCheck(handled.agent) && (neverArrived(handled) || isScanner(handled));
