/**
 * What a listener or a rule does with a request, in one canonical form: AWS answers a plain forward twice
 * (`TargetGroupArn` and `ForwardConfig`), takes only one of the two back, and fills in defaults.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Action.html
 */
export interface ForwardAction {
  Type: 'forward';
  Order?: number;
  ForwardConfig: {
    /** Sorted by ARN: AWS treats them as a set. */
    TargetGroups: { TargetGroupArn: string; Weight: number }[];
    TargetGroupStickinessConfig: { Enabled: boolean; DurationSeconds?: number };
  };
}

export interface Redirect {
  Protocol: string;
  Port: string;
  Host: string;
  Path: string;
  Query: string;
  StatusCode: 'HTTP_301' | 'HTTP_302';
}
export interface RedirectAction {
  Type: 'redirect';
  Order?: number;
  RedirectConfig: Redirect;
}

interface FixedResponseAction {
  Type: 'fixed-response';
  Order?: number;
  FixedResponseConfig: { StatusCode: string; ContentType?: string; MessageBody?: string };
}

/** An action that AWS allows behind HTTPS only, or one that we do not know: it is never written. */
interface OtherAction {
  Type: 'other';
  Order?: number;
  name: string;
}

export type WritableAction = ForwardAction | RedirectAction | FixedResponseAction;
export type ListenerAction = WritableAction | OtherAction;

/** An action as AWS answers it, as far as it is looked at. */
export interface RawAction {
  readonly Type?: string | undefined;
  readonly Order?: number | undefined;
  readonly TargetGroupArn?: string | undefined;
  readonly ForwardConfig?:
    | {
        readonly TargetGroups?:
          | readonly { readonly TargetGroupArn?: string | undefined; readonly Weight?: number | undefined }[]
          | undefined;
        readonly TargetGroupStickinessConfig?:
          | { readonly Enabled?: boolean | undefined; readonly DurationSeconds?: number | undefined }
          | undefined;
      }
    | undefined;
  readonly RedirectConfig?: { readonly [Key in keyof Redirect]?: string | undefined } | undefined;
  readonly FixedResponseConfig?:
    | {
        readonly StatusCode?: string | undefined;
        readonly ContentType?: string | undefined;
        readonly MessageBody?: string | undefined;
      }
    | undefined;
}

const forward = ({ TargetGroupArn, ForwardConfig }: RawAction): ForwardAction => {
  const groups = ForwardConfig?.TargetGroups ?? (TargetGroupArn === undefined ? [] : [{ TargetGroupArn }]);
  const { Enabled = false, DurationSeconds } = ForwardConfig?.TargetGroupStickinessConfig ?? {};
  return {
    Type: 'forward',
    ForwardConfig: {
      TargetGroups: groups
        .map((group) => ({
          TargetGroupArn: group.TargetGroupArn ?? '',
          Weight: 'Weight' in group ? (group.Weight ?? 1) : 1,
        }))
        .toSorted((a, b) => (a.TargetGroupArn < b.TargetGroupArn ? -1 : 1)),
      TargetGroupStickinessConfig: { Enabled, ...(DurationSeconds !== undefined && { DurationSeconds }) },
    },
  };
};

/** Defaults source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html */
const redirect = ({ RedirectConfig = {} }: RawAction): RedirectAction => {
  const { Protocol = '#{protocol}', Port = '#{port}', Host = '#{host}' } = RedirectConfig;
  const { Path = '/#{path}', Query = '#{query}', StatusCode } = RedirectConfig;
  return {
    Type: 'redirect',
    RedirectConfig: {
      Protocol,
      Port,
      Host,
      Path,
      Query,
      StatusCode: StatusCode === 'HTTP_302' ? 'HTTP_302' : 'HTTP_301',
    },
  };
};

const fixedResponse = ({ FixedResponseConfig = {} }: RawAction): FixedResponseAction => {
  const { StatusCode = '', ContentType, MessageBody } = FixedResponseConfig;
  return {
    Type: 'fixed-response',
    FixedResponseConfig: {
      StatusCode,
      ...(ContentType !== undefined && { ContentType }),
      ...(MessageBody !== undefined && { MessageBody }),
    },
  };
};

const one = (action: RawAction): ListenerAction => {
  switch (action.Type) {
    case 'forward':
      return forward(action);
    case 'redirect':
      return redirect(action);
    case 'fixed-response':
      return fixedResponse(action);
    case undefined:
    default:
      return { Type: 'other', name: action.Type ?? 'unnamed' };
  }
};

/** The canonical form. `Order` is kept where it means something: among several actions. */
export const canonicalActions = (actions: readonly RawAction[]): ListenerAction[] => {
  const ordered = actions.toSorted((a, b) => (a.Order ?? 0) - (b.Order ?? 0));
  return ordered.map((action) => ({
    ...one(action),
    ...(actions.length > 1 && action.Order !== undefined && { Order: action.Order }),
  }));
};

export const isWritable = (action: ListenerAction): action is WritableAction => action.Type !== 'other';

/**
 * Whether AWS Config takes it for a redirect to HTTPS. The protocol must be literal: `#{protocol}` keeps HTTP.
 * Source: https://docs.aws.amazon.com/config/latest/developerguide/alb-http-to-https-redirection-check.html
 */
export const sendsToHttps = (action: ListenerAction): boolean =>
  action.Type === 'redirect' && action.RedirectConfig.Protocol === 'HTTPS';

/** Whether a redirect answers with the host that the client asked for. */
export const keepsHost = ({ Host }: Redirect): boolean => Host === '#{host}';

/**
 * A redirect to HTTPS in place of these actions. A redirect that was there keeps its own host, path, query and
 * status code. Another host is not ours: there 443 is all that can be assumed.
 */
export const redirectToHttps = (actions: readonly ListenerAction[], port: number): RedirectAction => {
  const own = actions.find((action) => action.Type === 'redirect');
  const { RedirectConfig: from } = own ?? redirect({});
  const to = keepsHost(from) ? String(port) : '443';
  return { Type: 'redirect', RedirectConfig: { ...from, Protocol: 'HTTPS', Port: to } };
};
