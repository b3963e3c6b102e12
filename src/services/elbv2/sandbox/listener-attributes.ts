import { refuse, type Operation } from '../../../sandbox/world.ts';
import type { Elbv2, Listener } from './records.ts';
import { api, notFound, regionOf } from './world.ts';

/**
 * By type of balancer, with the values that AWS gives them. An empty header value: the header is not added.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ListenerAttribute.html
 */
const headers = [
  'strict_transport_security',
  'content_security_policy',
  'x_content_type_options',
  'x_frame_options',
  'access_control_allow_origin',
];
const usual: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  app: {
    'routing.http.response.server.enabled': 'true',
    ...Object.fromEntries(headers.map((name) => [`routing.http.response.${name}.header_value`, ''])),
  },
  net: { 'tcp.idle_timeout.seconds': '350' },
  gwy: { 'tcp.idle_timeout.seconds': '350' },
};

/** Only a TCP listener has an idle timeout that can be set. https://docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout.html */
const usualOf = ({ ListenerArn, Protocol }: Listener): Readonly<Record<string, string>> => {
  const kind = ListenerArn.split('/')[1] ?? '';
  return kind === 'net' && Protocol !== 'TCP' ? {} : (usual[kind] ?? {});
};

/** What was set for TCP shows no more while it is something else. */
const attributesOf = (listener: Listener): object => {
  const known = usualOf(listener);
  const shown = Object.entries({ ...known, ...listener.Attributes }).filter(
    ([key]) => known[key] !== undefined,
  );
  return { Attributes: shown.map(([Key, Value]) => ({ Key, Value })) };
};
const named = ({ Listeners }: Elbv2, arn: string, region: string): Listener | undefined =>
  Listeners.find(({ ListenerArn }) => ListenerArn === arn && regionOf(arn) === region);

export const describeListenerAttributes: Operation<{ ListenerArn: string }> = (
  world,
  { ListenerArn },
  { region },
) => {
  const listener = named(world.elbv2, ListenerArn, region);
  return listener
    ? { world, output: attributesOf(listener) }
    : notFound('ListenerNotFoundException', 'Listener', 'API_DescribeListenerAttributes.html');
};

interface Modify {
  readonly ListenerArn: string;
  readonly Attributes: readonly { readonly Key: string; readonly Value: string }[];
}
/** What is not named stays as it is. */
export const modifyListenerAttributes: Operation<Modify> = (
  world,
  { ListenerArn, Attributes },
  { region },
) => {
  const { elbv2 } = world;
  const doc = 'API_ModifyListenerAttributes.html';
  const old = named(elbv2, ListenerArn, region);
  if (!old) return notFound('ListenerNotFoundException', 'Listener', doc);
  const known = usualOf(old);
  const strange = Attributes.find(({ Key }) => known[Key] === undefined);
  if (strange)
    return refuse(
      'InvalidConfigurationRequestException',
      400,
      `Listener attribute key '${strange.Key}' is not recognized`,
      `${api}${doc}`,
    );
  const all = { ...old.Attributes, ...Object.fromEntries(Attributes.map(({ Key, Value }) => [Key, Value])) };
  // What is as AWS makes it leaves no trace.
  const kept = Object.fromEntries(Object.entries(all).filter(([key, value]) => known[key] !== value));
  const changed = { ...old, Attributes: kept };
  const Listeners = elbv2.Listeners.map((it) => (it === old ? changed : it));
  return { world: { ...world, elbv2: { ...elbv2, Listeners } }, output: attributesOf(changed) };
};
