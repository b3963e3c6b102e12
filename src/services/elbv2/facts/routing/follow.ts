import { isAnyName } from '../rule-conditions.ts';
import { redirectToHttps, type Redirect } from '../listener-actions.ts';
import { isOpen, partsOf, type ListenerWithRules, type Part } from '../plaintext-rules.ts';
import { answerOf } from './answers.ts';
import { exampleOf, piecesOf, withText, type Box, type Space } from './boxes.ts';
import { matchesOf } from './words.ts';

/** More redirects than clients follow. */
const mostHops = 10;

const fill = (text: string, given: Readonly<Record<string, string>>): string =>
  text.replaceAll(/#\{(\w+)\}/g, (whole, name: string) => given[name] ?? whole);

export interface Follower {
  /** Why requests that arrive at a listener are never answered; `undefined`: they are, or elsewhere. */
  readonly trapOf: (box: Box, at: ListenerWithRules) => string | undefined;
  /** The same, of requests that a redirect sends on. */
  readonly trapAfter: (box: Box, redirect: Redirect, from: ListenerWithRules) => string | undefined;
}

/**
 * Where redirects lead once every open part of plain HTTP is a redirect to the port `to`. Another host over HTTPS is
 * followed only where a rule here is for that name; else it is served elsewhere as far as anybody can see. Who sends
 * clients back to plain HTTP is believed to mean this balancer.
 */
export const followerOf = (space: Space, listeners: readonly ListenerWithRules[], to: number): Follower => {
  const names = listeners
    .flatMap(partsOf)
    .flatMap(({ conditions }) => conditions.hosts.map((host) => host.toLowerCase()))
    .filter((host) => !isAnyName(host));
  const later = (part: Part, { protocol }: ListenerWithRules): Redirect | undefined => {
    if (protocol === 'HTTP' && isOpen(part)) return redirectToHttps(part.actions, to).RedirectConfig;
    const { end, checks } = answerOf(part);
    return end.is === 'redirect' && checks.length === 0 ? end.to : undefined;
  };
  const at = (kind: string): number => space.dimensions.findIndex((dimension) => dimension.kind === kind);
  const [host, path] = [at('host'), at('path')];

  const trapAfter = (box: Box, redirect: Redirect, from: ListenerWithRules, hops = 0): string | undefined => {
    const example = {
      host: exampleOf(space, box, host) ?? '',
      path: (exampleOf(space, box, path) ?? '/').slice(1),
      port: String(from.port),
      protocol: from.protocol.toLowerCase(),
    };
    const protocol = fill(redirect.Protocol, example).toUpperCase();
    const port = fill(redirect.Port, example);
    let next = box;
    if (redirect.Host !== '#{host}') {
      const name = fill(redirect.Host, example).toLowerCase();
      if (protocol !== 'HTTP' && matchesOf(names, name).size === 0) return undefined;
      next = withText(space, next, 'host', name);
    }
    if (redirect.Path !== '/#{path}') next = withText(space, next, 'path', fill(redirect.Path, example));
    const listener = listeners.find((one) => String(one.port) === port);
    if (!listener) return undefined;
    if (listener.protocol !== protocol)
      return `leads to ${protocol.toLowerCase()} on port ${port}, which speaks ${listener.protocol}`;
    return hops >= mostHops ? 'leads back to where it came from' : trapOf(next, listener, hops + 1);
  };

  const trapOf = (box: Box, listener: ListenerWithRules, hops = 0): string | undefined => {
    const parts = partsOf(listener);
    const rules = parts.map(({ conditions }) => space.boxOf(conditions));
    for (const piece of piecesOf(box, rules) ?? []) {
      const part = parts[piece.rule];
      const redirect = part && later(part, listener);
      const trap = redirect && trapAfter(piece.box, redirect, listener, hops);
      if (trap !== undefined) return hops > 1 || !part ? trap : `${part.label} ${trap}`;
    }
    return undefined;
  };
  return { trapOf, trapAfter };
};
