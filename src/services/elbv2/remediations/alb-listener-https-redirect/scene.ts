import { shutOut } from '../../../ec2/facts/ingress-sources.ts';
import type { ListenerAction } from '../../facts/listener-actions.ts';
import { openParts, type Part } from '../../facts/plaintext-rules.ts';
import {
  redirectTarget,
  type HttpsListener,
  type Redirected,
  type RedirectTarget,
} from '../../facts/redirect-target.ts';
import { requestsOf } from '../../facts/routing/compare.ts';
import type { Change } from '../../../../core/model/remediation.ts';
import type { Said, SaidData } from '../../../../core/say/said.ts';
import type { Id } from './messages.ts';
import type { Around, State } from './state.ts';

export type ActionsChange = Change<'defaultActions' | 'ruleActions', ListenerAction[]>;
export interface Settings {
  readonly frontedBy: 'unknown' | 'nothing';
}

export type Sayings = readonly Said<Id>[];
export const say = (message: Id, when: boolean, data: SaidData = {}): Sayings =>
  when ? [{ message, data }] : [];

export const labels = (parts: readonly Part[]): string => parts.map(({ label }) => label).join(', ');
export const unique = (values: readonly string[]): string => [...new Set(values)].toSorted().join(', ');

/** Few enough to read. */
export const listed = (texts: readonly string[], most = 5): string =>
  [...texts.slice(0, most), ...(texts.length > most ? [`and ${texts.length - most} more`] : [])].join('; ');

/** What is open, where each HTTP listener's part of it is sent, and what surrounds all. */
export interface Scene {
  readonly state: State;
  readonly around: Around;
  readonly open: readonly Part[];
  readonly redirected: readonly Redirected[];
}

export const shutOutBetween = (
  { state: { ipv6 }, around: { permissions, prefixLists } }: Pick<Scene, 'state' | 'around'>,
  from: number,
  to: number,
) => shutOut(permissions ?? [], { from, to, ipv6, lists: prefixLists });

/** `undefined`: no HTTPS listener has a certificate that can be used. */
export const sceneOf = (state: State, around: Around, open: readonly Part[]): Scene | undefined => {
  const { listeners, ipv6 } = state;
  const space = requestsOf(listeners, { ipv6 });
  const surroundings = {
    listeners,
    space,
    shutOut: (from: number, to: number): number => {
      const { closed, unknown } = shutOutBetween({ state, around }, from, to);
      return 2 * closed.length + unknown.length;
    },
  };
  const redirected = listeners.flatMap((from) => {
    const parts = openParts([from]);
    return parts.length === 0 ? [] : [redirectTarget(from, parts, surroundings)];
  });
  const known = redirected.filter((one) => one !== undefined);
  return known.length < redirected.length ? undefined : { state, around, open, redirected: known };
};

/** Where anything is sent to, each listener once, with all that speaks against it. */
export const goalsOf = ({
  redirected,
}: Scene): readonly (Pick<RedirectTarget, 'uncovered' | 'unread' | 'lapsed'> & {
  readonly listener: HttpsListener;
})[] => {
  const listeners = [...new Set(redirected.map(({ to }) => to.listener))];
  return listeners.map((listener) => {
    const mine = redirected.filter(({ to }) => to.listener === listener).map(({ to }) => to);
    const all = (of: (to: RedirectTarget) => readonly string[]) => [...new Set(mine.flatMap(of))].toSorted();
    return {
      listener,
      uncovered: all(({ uncovered }) => uncovered),
      unread: all(({ unread }) => unread),
      lapsed: all(({ lapsed }) => lapsed),
    };
  });
};

/** `443`, or `443 (from 80), 4443 (from 8000)`. */
export const portsText = ({ redirected }: Scene): string | number => {
  const ports = new Set(redirected.map(({ to }) => to.listener.port));
  const [only] = ports;
  if (ports.size === 1 && only !== undefined) return only;
  return redirected.map(({ from, to }) => `${to.listener.port} (from ${from.port})`).join(', ');
};
