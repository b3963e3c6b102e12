import type { Target } from '../../core/model/target.ts';
import type { World } from '../../sandbox/world.ts';
import { refusedBy } from './request.ts';

/** What a client that wants the least got before a fix and gets after it. */
export interface Proof {
  readonly name: string;
  readonly remediation: string;
  readonly asks: string;
  readonly before: string;
  readonly after: string;
}

/** What happens to a client that wants the least: read from the account itself, with no code of the remediations. */
export interface Probe {
  readonly asks: string;
  readonly gets: string;
  readonly refused: boolean;
}

const bucket = (name: string, { s3 }: World): Probe => {
  const { Policy } = s3.Buckets.find(({ Name }) => Name === name) ?? {};
  const resource = `arn:aws:s3:::${name}/2026/report.csv`;
  const by = refusedBy(Policy, { action: 's3:GetObject', resource, secure: false });
  const still = refusedBy(Policy, { action: 's3:GetObject', resource, secure: true });
  const gets =
    by === undefined ? 'answered' : `refused by ${by}${still === undefined ? '' : ', and HTTPS too'}`;
  return { asks: 'GET over HTTP', gets, refused: by !== undefined };
};

const isRedirect = ({
  Type,
  RedirectConfig,
}: {
  Type: string;
  RedirectConfig?: { Protocol?: string } | undefined;
}) => Type === 'redirect' && RedirectConfig?.Protocol === 'HTTPS';

const balancer = (arn: string, { elbv2 }: World): Probe => {
  const plain = elbv2.Listeners.filter(
    ({ LoadBalancerArn, Protocol }) => LoadBalancerArn === arn && Protocol === 'HTTP',
  );
  const rules = elbv2.Rules.filter(({ RuleArn }) =>
    plain.some(({ ListenerArn }) =>
      RuleArn.startsWith(`${ListenerArn.replace(':listener/', ':listener-rule/')}/`),
    ),
  );
  const all = [...plain.map(({ DefaultActions }) => DefaultActions), ...rules.map(({ Actions }) => Actions)];
  const open = all.filter((actions) => !actions.every(isRedirect)).length;
  const gets =
    all.length === 0
      ? 'nobody listens'
      : open === 0
        ? 'sent to HTTPS'
        : `answered by ${open} of ${all.length} rules`;
  return { asks: 'GET over HTTP', gets, refused: open === 0 };
};

const listener = (arn: string, { elbv2 }: World): Probe => {
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
};

const switches: readonly (readonly [engine: RegExp, parameter: string])[] = [
  [/^(postgres|sqlserver-)/, 'rds.force_ssl'],
  [/^(mysql|mariadb)/, 'require_secure_transport'],
];

const instance = (id: string, { rds }: World): Probe => {
  const found = rds.DBInstances.find(({ DbiResourceId }) => DbiResourceId === id);
  const [attached] = found?.DBParameterGroups ?? [];
  const group = rds.DBParameterGroups.find(
    ({ DBParameterGroupName }) => DBParameterGroupName === attached?.DBParameterGroupName,
  );
  const parameter = switches.find(([engine]) => engine.test(found?.Engine ?? ''))?.[1] ?? '';
  const byDefault = found?.Engine === 'postgres' && Number(found.EngineVersion.split('.')[0]) >= 15;
  const on = /^(1|ON)$/.test(group?.set[parameter] ?? (byDefault ? '1' : '0'));
  const asks = 'a login without TLS';
  if (!on) return { asks, gets: 'let in', refused: false };
  if (attached?.ParameterApplyStatus !== 'in-sync')
    return { asks, gets: 'let in until the reboot', refused: false };
  return { asks, gets: 'refused', refused: true };
};

const probes: Readonly<Record<string, (id: string, world: World) => Probe>> = {
  'AWS::S3::Bucket': bucket,
  'AWS::ElasticLoadBalancingV2::LoadBalancer': balancer,
  'AWS::ElasticLoadBalancingV2::Listener': listener,
  'AWS::RDS::DBInstance': instance,
};

export const probe = ({ type, id }: Pick<Target, 'type' | 'id'>, world: World): Probe =>
  probes[type]?.(id, world) ?? { asks: '–', gets: '–', refused: false };
