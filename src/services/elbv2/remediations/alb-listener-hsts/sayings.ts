import { makingOf } from '../../../../aws/ownership.ts';
import { saying } from '../../../../core/say/said.ts';
import { stepAt, type Meaning, type Sayings, type Stepping } from '../../../../families/steps.ts';
import { hstsOf, withSeconds } from '../../facts/hsts.ts';
import type { messages } from './messages.ts';
import { key, type Seen } from './read.ts';
import { stepsOf, type Settings } from './settings.ts';

type Id = keyof typeof messages;

/** The first step that is longer than what is sent now. What else the header says stays. */
export const meaning = (value: string | null, chosen: Settings): Meaning<string> => {
  const sent = value === null ? undefined : hstsOf(value);
  if (value !== null && !sent) return undefined;
  const steps = stepsOf(chosen);
  const at = steps.findIndex((seconds) => seconds > (sent?.seconds ?? 0));
  const next = steps[at];
  if (next === undefined) return 'good';
  return stepAt({ to: withSeconds(value, next), impact: ['breaks-plaintext'] }, at, steps.length);
};

/** Who notices. Browsers keep what they are told, so people are always asked. */
export const sayingsOf = ({ name = '', around }: Seen, [first]: Stepping<string>): Sayings<Id> => {
  const to = first?.step.to ?? '';
  const sent = hstsOf(to);
  if (!first || !sent) return {};
  const { port, host, httpPorts, httpsPorts, tags } = around;
  const balancer = name.slice(0, name.lastIndexOf(':'));
  const odd = httpPorts.filter((one) => one !== 80);
  const ports = `port ${odd.join(', ')}`;
  const owner = makingOf(tags);
  return {
    obstacles: [
      ...saying<Id>('withdrawn', hstsOf(first.held.value ?? '')?.seconds === 0, { name }),
      ...saying<Id>('no-443', httpPorts.includes(80) && !httpsPorts.includes(443), { balancer }),
    ],
    hazards: [
      { message: 'sticky', data: { to, seconds: sent.seconds } },
      ...saying<Id>('replaces', first.held.value === null, { name, host }),
      ...saying<Id>('plain-ports', odd.length > 0, { balancer, ports }),
      ...saying<Id>('subdomains', sent.subdomains, { to }),
      ...saying<Id>('preload', sent.preload, { to }),
      ...saying<Id>('made-by-kubernetes', owner?.by === 'kubernetes', {
        maker: owner?.name ?? '',
        port,
        key,
        to,
      }),
    ],
  };
};
