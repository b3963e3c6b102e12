import { redirectToHttps } from '../listener-actions.ts';
import { isOpen, partsOf, type ListenerWithRules, type Part } from '../plaintext-rules.ts';
import { answerOf, answerText, sameTargets } from './answers.ts';
import { isSure, piecesOf, spaceOf, type Box, type Space } from './boxes.ts';
import { followerOf } from './follow.ts';
import { requestsText } from './requests.ts';

/** What a listener of HTTPS would do otherwise than the open parts of a listener of plain HTTP. */
export interface Comparison {
  /** Requests that would surely be answered otherwise, each with an example. */
  readonly changes: readonly string[];
  /** Requests that may be, as far as conditions go that nobody evaluates. */
  readonly doubts: readonly string[];
  /** Redirects of HTTPS that would never end. */
  readonly traps: readonly string[];
  /** What users or tokens are checked by that are not checked over HTTP. */
  readonly checks: readonly string[];
}

/** The requests that rules can tell apart, of all listeners of a balancer. */
export const requestsOf = (
  listeners: readonly ListenerWithRules[],
  { ipv6 }: { readonly ipv6: boolean },
): Space | undefined =>
  spaceOf(
    listeners.flatMap(partsOf).map(({ conditions }) => conditions),
    { ipv6 },
  );

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

interface Met {
  readonly box: Box;
  /** Over plain HTTP. */
  readonly from: Part;
  /** Over HTTPS. */
  readonly by: Part;
}

/**
 * Takes every request that an open part gets over plain HTTP, behind the rules before it, to the rules of a listener of
 * HTTPS in their order. A redirect keeps method, host, path and query, so the same request arrives.
 * `undefined`: more requests than can be looked at.
 */
export const compareOf = (
  space: Space,
  listeners: readonly ListenerWithRules[],
  from: ListenerWithRules,
  to: ListenerWithRules,
): Comparison | undefined => {
  const [parts, goals] = [partsOf(from), partsOf(to)];
  const boxes = (some: readonly Part[]) => some.map(({ conditions }) => space.boxOf(conditions));
  const taken = piecesOf(space.all, boxes(parts))?.filter(({ rule }) => {
    const part = parts[rule];
    return part !== undefined && isOpen(part);
  });
  if (!taken) return undefined;
  const goalBoxes = boxes(goals);
  const met: Met[] = [];
  const traps: string[] = [];
  const follower = followerOf(space, listeners, to.port);
  for (const { box, rule } of taken) {
    const part = parts[rule];
    if (!part) continue;
    const redirect = redirectToHttps(part.actions, to.port).RedirectConfig;
    const trap = follower.trapAfter(box, redirect, from);
    if (trap !== undefined) traps.push(trap);
    const pieces = piecesOf(box, goalBoxes);
    if (!pieces) return undefined;
    for (const piece of pieces) {
      const by = goals[piece.rule];
      // What answered by itself, or redirected, is asked about as such.
      if (by && answerOf(part).end.is === 'forward') met.push({ box: piece.box, from: part, by });
    }
  }
  const otherwise = met.filter((one) => !sameTargets(answerOf(one.from), answerOf(one.by)));
  const text = ({ box, from: part, by }: Met): string => {
    const [was, is] = [answerOf(part), answerOf(by)];
    const { label } = by;
    return `${requestsText(space, box)} would be ${answerText(is, was)} by ${label} instead of ${answerText(was, is)} by ${part.label}`;
  };
  /** One example of every pair of rules. */
  const told = (some: readonly Met[]): readonly string[] => {
    const pairs = new Map<string, Met>();
    for (const one of some) {
      const key = `${one.from.on} ${one.by.on}`;
      if (!pairs.has(key)) pairs.set(key, one);
    }
    return [...pairs.values()].map(text);
  };
  const sure = otherwise.filter(({ box }) => isSure(space, box));
  return {
    changes: told(sure),
    doubts: told(otherwise.filter(({ box }) => !isSure(space, box))),
    traps: unique(traps),
    checks: unique(met.flatMap(({ by }) => answerOf(by).checks)).toSorted(),
  };
};
