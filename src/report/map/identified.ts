import type { Concerns } from '../../core/model/remediation.ts';
import type { Item } from '../items.ts';

type About = Pick<Concerns, 'matter'> & { readonly item: Item };

/**
 * Whether findings say that the other side proves who it is: of every part of a resource that such a finding could be
 * about, such as each listener of a balancer. One of which nobody says so lets everybody in.
 */
export const identifies = (all: readonly About[]): boolean => {
  const there = all.filter(({ item }) => item.standing !== 'gone');
  const identity = there.filter(({ matter }) => matter === 'identity').map(({ item }) => item);
  const types = new Set(identity.map(({ target }) => target.type));
  const proven = new Set(identity.map(({ target }) => target.arn));
  return (
    identity.length > 0 &&
    identity.every(({ standing }) => standing === 'compliant') &&
    there.every(({ item: { target } }) => !types.has(target.type) || proven.has(target.arn))
  );
};
