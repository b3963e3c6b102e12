import type { RawAction } from '../../src/services/elbv2/facts/listener-actions.ts';
import type { RawCondition } from '../../src/services/elbv2/facts/rule-conditions.ts';

/**
 * A load balancer that answers one request, written for the tests alone and from AWS's answers as they are: it shares
 * no code with what it evaluates, and knows nothing of sets of requests.
 */

export interface RawRule {
  readonly conditions: readonly RawCondition[];
  readonly actions: readonly RawAction[];
}
export interface RawListener {
  readonly port: number;
  readonly protocol: 'HTTP' | 'HTTPS';
  /** In their order, the default one last. */
  readonly rules: readonly RawRule[];
}
export interface Asked {
  readonly host: string;
  readonly path: string;
  readonly method: string;
  /** Values of the only header that is tried. */
  readonly header: readonly string[];
  readonly query: readonly (readonly [string, string])[];
  readonly source: string;
}

const like = (pattern: string, text: string, flags = ''): boolean => {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\/]/g, String.raw`\$&`)
    .replaceAll('*', '[^]*')
    .replaceAll('?', '[^]');
  return new RegExp(`^${source}$`, flags).test(text);
};

const bits = (address: string): string =>
  address
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('');

const meets = (asked: Asked, condition: RawCondition): boolean => {
  const { Field, HostHeaderConfig, PathPatternConfig, HttpRequestMethodConfig } = condition;
  const { HttpHeaderConfig, QueryStringConfig, SourceIpConfig } = condition;
  switch (Field) {
    case 'host-header':
      return (HostHeaderConfig?.Values ?? []).some((value) => like(value, asked.host, 'i'));
    case 'path-pattern':
      return (PathPatternConfig?.Values ?? []).some((value) => like(value, asked.path));
    case 'http-request-method':
      return (HttpRequestMethodConfig?.Values ?? []).includes(asked.method);
    case 'http-header':
      return asked.header.some((given) =>
        (HttpHeaderConfig?.Values ?? []).some((value) => like(value, given, 'i')),
      );
    case 'query-string':
      return asked.query.some(([key, given]) =>
        (QueryStringConfig?.Values ?? []).some(
          (pair) => like(pair.Key ?? '*', key, 'i') && like(pair.Value ?? '', given, 'i'),
        ),
      );
    case 'source-ip':
      return (SourceIpConfig?.Values ?? []).some((range) => {
        const [address = '', length = ''] = range.split('/');
        return bits(asked.source).startsWith(bits(address).slice(0, Number(length)));
      });
    case undefined:
    default:
      throw new Error(`${Field} is not tried here`);
  }
};

export const ruleFor = ({ rules }: RawListener, asked: Asked): RawRule => {
  const found = rules.find(({ conditions }) => conditions.every((condition) => meets(asked, condition)));
  if (!found) throw new Error('the default rule takes everything');
  return found;
};

/** Who gets what share of it, in percent; `undefined`: it is not forwarded. */
export const sharesOf = ({ actions }: RawRule): ReadonlyMap<string, number> | undefined => {
  const groups = actions[0]?.ForwardConfig?.TargetGroups;
  if (!groups) return undefined;
  const total = groups.reduce((sum, { Weight = 1 }) => sum + Weight, 0);
  return new Map(
    groups
      .filter(({ Weight = 1 }) => Weight > 0)
      .map(({ TargetGroupArn = '', Weight = 1 }): [string, number] => [
        TargetGroupArn,
        (100 * Weight) / total,
      ])
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
};

export const sendsToHttps = ({ actions }: RawRule): boolean =>
  actions[0]?.RedirectConfig?.Protocol === 'HTTPS';

/** Follows redirects as a client does that knows this balancer alone; whether it is still on its way after 30. */
export const isTrapped = (
  listeners: readonly RawListener[],
  first: RawListener,
  asked: Asked,
  /** What every open rule of plain HTTP redirects to. */
  to: number,
): boolean => {
  let at = first;
  let now = asked;
  for (let hop = 0; hop < 30; hop += 1) {
    const rule = ruleFor(at, now);
    const config = rule.actions[0]?.RedirectConfig;
    const open = at.protocol === 'HTTP' && !sendsToHttps(rule);
    if (!open && !config) return false;
    const fill = (text: string): string =>
      text
        .replaceAll('#{host}', now.host)
        .replaceAll('#{path}', now.path.slice(1))
        .replaceAll('#{port}', String(at.port))
        .replaceAll('#{protocol}', at.protocol);
    const protocol = open ? 'HTTPS' : fill(config?.Protocol ?? '#{protocol}');
    const port = open ? String(to) : fill(config?.Port ?? '#{port}');
    const next = listeners.find((one) => String(one.port) === port);
    if (!next) return false;
    if (next.protocol !== protocol) return true;
    now = { ...now, host: fill(config?.Host ?? '#{host}'), path: fill(config?.Path ?? '/#{path}') };
    at = next;
  }
  return true;
};
