import type { Question } from '../../core/model/evidence.ts';
import type { Parse } from '../entries.ts';
import { tooLong } from '../lines.ts';
import { entryOf } from './harm.ts';

/**
 * A line of the access log of an Application Load Balancer, as far as the protocol in `redirect_url`; later fields may follow.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html
 */
const application =
  /^(\S+) (\S+) (\S+) (\S+) \S+ \S+ \S+ \S+ (\S+) (\S+) \S+ \S+ "(\S+) (\S*) ?.*?" "(.*?)" (\S+) (\S+) \S+ "[^"]*" "[^"]*" "[^"]*" \S+ \S+ "([^"]*)"(?: "([a-z]+:))?/i;

/** `10.0.0.7:443`, `[2001:db8::1]:443`. */
const addressOf = (client: string): string => client.slice(0, Math.max(0, client.lastIndexOf(':')));

/** The host that was asked for, and nothing behind it; `-`: none, as of what is no HTTP. */
const hostOf = (url: string): string => /^\w+:\/\/(\[[^\]]*\]|[^:/]+)/.exec(url)?.[1] ?? '-';

export const applicationLine =
  (balancer: string, question: Question): Parse =>
  (line) => {
    if (line === tooLong) return 'broken';
    const found = application.exec(line);
    if (!found) return 'broken';
    const [, type = '', time = '', elb = '', client = '', status = '', targetStatus = '', ...rest] = found;
    const [method = '', url = '', agent = '', cipher = '', protocol = '', actions = '', leadsTo] = rest;
    const at = Date.parse(time);
    if (Number.isNaN(at)) return 'broken';
    if (elb !== balancer) return { at, is: 'apart' };
    const who = { address: addressOf(client), agent, host: hostOf(url) };
    const leads = leadsTo === undefined ? {} : { leadsTo };
    const handled = { at, type, ...who, method, status, targetStatus, protocol, cipher, actions, ...leads };
    return entryOf(handled, question);
  };

/**
 * A line of a Network Load Balancer: connections of TLS listeners, and nothing else. 3 time, 4 balancer, 6 client, 15 cipher, 16 protocol.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-access-logs.html
 */
export const networkLine =
  (balancer: string, question: Question): Parse =>
  (line) => {
    const fields = line.split(' ');
    const [type = '', , time = '', elb = '', , client = ''] = fields;
    const at = Date.parse(time.endsWith('Z') ? time : `${time}Z`);
    if (fields.length < 16 || Number.isNaN(at)) return 'broken';
    if (elb !== balancer) return { at, is: 'apart' };
    const [cipher = '-', protocol = '-'] = [fields[14], fields[15]];
    const rest = { agent: '-', method: '-', status: '-', host: '-', actions: '' };
    return entryOf({ at, type, address: addressOf(client), cipher, protocol, ...rest }, question);
  };
