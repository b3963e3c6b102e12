import { makingOf } from '../../../../aws/ownership.ts';
import type { Target } from '../../../../core/model/target.ts';
import { saying } from '../../../../core/say/said.ts';
import { singleQuoted } from '../../../../core/say/shell.ts';
import type { Sayings, Stepping } from '../../../../families/steps.ts';
import { isEncrypted, targetGroupNameIn } from '../../facts/target-group.ts';
import type { messages } from './messages.ts';
import type { Seen } from './read.ts';

type Id = keyof typeof messages;

/** Whether targets can answer over HTTPS, as far as anything tells. */
export const sayingsOf = (
  { around }: Seen,
  [first]: Stepping<string>,
  { arn, region }: Target,
): Sayings<Id> => {
  const { protocol, onTraffic, path, codes, health, tags } = around;
  const name = targetGroupNameIn(arn);
  if (!first) return { notes: saying('checks-fail', health === 'failing', { name, region, arn }) };
  const port = around.port === 'traffic-port' ? 'the port of its traffic' : `port ${around.port}`;
  const isSecure = isEncrypted(protocol);
  const overHttp = first.held.value === 'HTTP';
  const isPlainTraffic = protocol === 'HTTP' && onTraffic;
  const data = { name, protocol, port, path, codes, arn, region };
  const owner = makingOf(tags);
  return {
    obstacles: [
      ...saying<Id>('plain-traffic', isPlainTraffic, data),
      ...saying<Id>('another-port', isSecure && overHttp && !onTraffic, data),
      ...saying<Id>('answers-plaintext', !isSecure && !isPlainTraffic && overHttp && health === 'some', data),
    ],
    hazards: [
      ...saying<Id>('must-answer', true, { ...data, url: singleQuoted(`https://10.0.0.1:443${path}`) }),
      ...saying<Id>('tls-unknown', !isSecure && !isPlainTraffic, data),
      ...saying<Id>('http-unknown', isSecure && !protocol.startsWith('HTTP') && !overHttp, data),
      ...saying<Id>('answers-both', isSecure && overHttp && onTraffic && health === 'some', data),
      ...saying<Id>('made-by-kubernetes', owner?.by === 'kubernetes', { maker: owner?.name ?? '' }),
    ],
    notes: [
      ...saying<Id>('old-tls', !protocol.startsWith('HTTP'), { name }),
      ...saying<Id>('nothing-healthy', health !== 'some', { name }),
    ],
  };
};
