import type { Probed } from '../../../sandbox/probe.ts';
import type { Action } from './records.ts';
import { listenerOf } from './world.ts';

const isRedirect = ({ Type, RedirectConfig }: Action): boolean =>
  Type === 'redirect' && RedirectConfig?.Protocol === 'HTTPS';

/** Somebody asks over HTTP. */
export const balancer: Probed = {
  ids: ({ elbv2 }) =>
    elbv2.LoadBalancers.filter(({ Type }) => Type === 'application').map((one) => one.LoadBalancerArn),
  probe: (arn, { elbv2 }) => {
    const plain = elbv2.Listeners.filter(
      ({ LoadBalancerArn, Protocol }) => LoadBalancerArn === arn && Protocol === 'HTTP',
    );
    const rules = elbv2.Rules.filter(({ RuleArn }) =>
      plain.some(({ ListenerArn }) => ListenerArn === listenerOf(RuleArn)),
    );
    const all = [
      ...plain.map(({ DefaultActions }) => DefaultActions),
      ...rules.map(({ Actions }) => Actions),
    ];
    const open = all.filter((actions) => !actions.every(isRedirect)).length;
    const gets =
      all.length === 0
        ? 'nobody listens'
        : open === 0
          ? 'sent to HTTPS'
          : `answered by ${open} of ${all.length} rules`;
    return { asks: 'GET over HTTP', gets, refused: open === 0 };
  },
};

/** Somebody offers the oldest version of TLS that is taken. */
export const listener: Probed = {
  ids: ({ elbv2 }) =>
    elbv2.Listeners.filter(({ Protocol }) => Protocol === 'HTTPS' || Protocol === 'TLS').map(
      ({ ListenerArn }) => ListenerArn,
    ),
  name: (arn, { elbv2 }) => {
    const found = elbv2.Listeners.find(({ ListenerArn }) => ListenerArn === arn);
    return found && `${arn.split('/')[2] ?? arn} :${found.Port}`;
  },
  probe: (arn, { elbv2 }) => {
    const { SslPolicy } = elbv2.Listeners.find(({ ListenerArn }) => ListenerArn === arn) ?? {};
    const policy = elbv2.SSLPolicies.find(({ Name }) => Name === SslPolicy);
    const [oldest = ''] = (policy?.SslProtocols ?? []).toSorted();
    const weak = (policy?.Ciphers ?? []).filter(({ Name }) => !/GCM|POLY1305|^TLS_/.test(Name)).length;
    const version = oldest.replace('TLSv', 'TLS ').replace(/TLS 1$/, 'TLS 1.0');
    const modern = version >= 'TLS 1.2' && weak === 0;
    return {
      asks: 'the oldest handshake',
      gets: weak === 0 ? version : `${version}, ${weak} CBC ciphers`,
      refused: modern,
    };
  },
};
