import type { Onward } from '../../../core/model/onward.ts';
import { isEncrypted } from './target-group.ts';

/** As `DescribeTargetGroups` and `DescribeTargetHealth` tell it. */
interface Group {
  readonly TargetGroupArn?: string | undefined;
  readonly Protocol?: string | undefined;
  readonly TargetType?: string | undefined;
}
interface Registered {
  readonly Target?: { readonly Id?: string | undefined; readonly Port?: number | undefined } | undefined;
}

/**
 * Whether what goes to the targets of a group is encrypted. Lambda is invoked by AWS's own API; TCP and UDP carry whatever came, of
 * which nothing is known here.
 */
const isGoingEncrypted = ({ Protocol = '', TargetType }: Group): Onward['encrypted'] => {
  if (TargetType === 'lambda') return 'enforced';
  if (isEncrypted(Protocol)) return true;
  return Protocol === 'HTTP' ? false : undefined;
};

/** Where a balancer sends what it takes: to each target of a group; while there is none, to the group. Pure. */
export const onwardTo = (group: Group, registered: readonly Registered[]): readonly Onward[] => {
  const { TargetGroupArn: at, Protocol: speaks } = group;
  if (at === undefined) return [];
  const encrypted = isGoingEncrypted(group);
  const way = { at, ...(speaks !== undefined && { speaks }), ...(encrypted !== undefined && { encrypted }) };
  const targets = registered.flatMap(({ Target: { Id: to, Port: port } = {} }) =>
    to === undefined ? [] : [{ ...way, to, ...(port !== undefined && { port }) }],
  );
  return targets.length > 0 ? targets : [{ ...way, to: at }];
};
