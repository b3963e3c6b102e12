import type { Question } from '../../core/model/evidence.ts';
import type { Parse } from '../entries.ts';
import { tooLong } from '../lines.ts';
import { entryOf } from './harm.ts';

/**
 * A line of the access log of an Application Load Balancer, as far as `redirect_url`; later fields may follow.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html
 */
const application =
  /^(\S+) (\S+) (\S+) (\S+) \S+ \S+ \S+ \S+ (\S+) \S+ \S+ \S+ "(\S+) .*?" "(.*?)" (\S+) (\S+) (?:\S+) "[^"]*" "([^"]*)" "[^"]*" \S+ \S+ "([^"]*)"/;

/** `10.0.0.7:443`, `[2001:db8::1]:443`. */
const addressOf = (client: string): string => client.slice(0, Math.max(0, client.lastIndexOf(':')));

/** The host that was asked for: logs say it as part of the URL. Only whether it is a number is looked at. */
const hostOf = (line: string): string =>
  /" ?\S* ?https?:\/\/([^:/ "]+)|"\S+ \w+:\/\/([^:/ "]+)/.exec(line)?.[2] ?? '-';

export const applicationLine =
  (balancer: string, question: Question): Parse =>
  (line) => {
    if (line === tooLong) return 'broken';
    const found = application.exec(line);
    if (!found) return 'broken';
    const [
      ,
      type = '',
      time = '',
      elb = '',
      client = '',
      status = '',
      method = '',
      agent = '',
      cipher = '',
      protocol = '',
      ,
      actions = '',
    ] = found;
    const at = Date.parse(time);
    if (Number.isNaN(at)) return 'broken';
    if (elb !== balancer) return { at, is: 'apart' };
    const handled = {
      at,
      type,
      address: addressOf(client),
      agent,
      method,
      status,
      host: hostOf(line),
      protocol,
      cipher,
      actions,
    };
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
