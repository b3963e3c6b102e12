import type { ForwardAction, ListenerAction, Redirect } from '../listener-actions.ts';
import type { Part } from '../plaintext-rules.ts';

/** What becomes of a request that a rule takes. */
export interface Answer {
  /** What is checked first: users, tokens. */
  readonly checks: readonly string[];
  readonly end:
    | {
        readonly is: 'forward';
        readonly groups: readonly string[];
        /** Who gets which share, and whether a client stays with one of them. */
        readonly shares: string;
      }
    | { readonly is: 'redirect'; readonly to: Redirect }
    | { readonly is: 'fixed'; readonly status: string }
    | { readonly is: 'unknown'; readonly what: string };
  /** Rewrites of host and URL before a target gets the request. */
  readonly transforms: string;
}

const checks: ReadonlySet<string> = new Set(['authenticate-oidc', 'authenticate-cognito', 'jwt-validation']);

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/**
 * Weights are shares: 1 and 1 are 5 and 5, and a group of weight 0 gets nothing.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html#forward-actions
 */
const forwardEnd = ({ ForwardConfig }: ForwardAction): Answer['end'] => {
  const { TargetGroups, TargetGroupStickinessConfig } = ForwardConfig;
  const some = TargetGroups.filter(({ Weight }) => Weight > 0);
  // What AWS does where every weight is 0 is its own matter: that is the same as itself alone.
  const served = some.length > 0 ? some : TargetGroups;
  const unit = served.reduce((sum, { Weight }) => divisor(sum, Weight), 0) || 1;
  const shares = served.map(({ TargetGroupArn, Weight }) => [TargetGroupArn, Weight / unit]);
  const { Enabled } = TargetGroupStickinessConfig;
  const sticky = served.length > 1 && Enabled ? TargetGroupStickinessConfig : false;
  return {
    is: 'forward',
    groups: served.map(({ TargetGroupArn }) => TargetGroupArn),
    shares: JSON.stringify([shares, sticky]),
  };
};

const endOf = (actions: readonly ListenerAction[]): Answer['end'] => {
  const unknown = actions.flatMap((action) =>
    action.Type === 'other' && !checks.has(action.name) ? [action.name] : [],
  );
  if (unknown.length > 0) return { is: 'unknown', what: unknown.join(', ') };
  const ends = actions.filter(({ Type }) => Type !== 'other');
  const [end] = ends;
  if (!end || ends.length > 1 || end.Type === 'other') return { is: 'unknown', what: 'no single action' };
  if (end.Type === 'forward') return forwardEnd(end);
  if (end.Type === 'redirect') return { is: 'redirect', to: end.RedirectConfig };
  return { is: 'fixed', status: end.FixedResponseConfig.StatusCode };
};

export const answerOf = ({ actions, transforms }: Part): Answer => ({
  checks: actions.flatMap((action) =>
    action.Type === 'other' && checks.has(action.name) ? [action.name] : [],
  ),
  end: endOf(actions),
  transforms: JSON.stringify(transforms),
});

/** Whether the same targets get the same requests. What is checked before is told apart from this. */
export const sameTargets = (a: Answer, b: Answer): boolean =>
  a.end.is === 'forward' &&
  b.end.is === 'forward' &&
  a.end.shares === b.end.shares &&
  a.transforms === b.transforms;

const groupName = (arn: string): string => arn.split('/')[1] ?? arn;
const groupsText = (groups: readonly string[]): string =>
  `target group${groups.length > 1 ? 's' : ''} ${groups.map(groupName).join(', ')}`;

/** Where a redirect of HTTPS leads, for people; what it takes over from the request is left open. */
const addressText = ({ Protocol, Host, Port, Path }: Redirect): string => {
  const protocol = Protocol === '#{protocol}' ? 'https' : Protocol.toLowerCase();
  const port = Port === '#{port}' ? '' : `:${Port}`;
  return `${protocol}://${Host}${port}${Path}`.replaceAll(/#\{\w+\}/g, '…');
};

/** What is done, for people: `would be …`. */
export const answerText = ({ end, transforms }: Answer, than: Answer): string => {
  switch (end.is) {
    case 'fixed':
      return `answered ${end.status}`;
    case 'redirect':
      return `redirected to ${addressText(end.to)}`;
    case 'unknown':
      return `handled in a way that Waxseal does not know (${end.what})`;
    case 'forward': {
      const alike = than.end.is === 'forward' && than.end.groups.join(' ') === end.groups.join(' ');
      const how = transforms === than.transforms ? 'with other weights or stickiness' : 'rewritten otherwise';
      return `sent to ${groupsText(end.groups)}${alike ? ` ${how}` : ''}`;
    }
  }
};
