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

/** To both, a redirect is as good as an answer. */
const isHealthCheck = (agent: string): boolean =>
  agent.startsWith('ELB-HealthChecker/') || agent.startsWith('Amazon-Route53-Health-Check-Service');

/** Behind such a plain request stands no client that a redirect could break. */
export const isNobody = (handled: Asked): boolean =>
  neverArrived(handled) ||
  (/^4\d\d$/.test(handled.status) && isNoSite(handled.host)) ||
  isHealthCheck(handled.agent);
