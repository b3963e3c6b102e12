import {
  refuse,
  type Operation,
  type Operations,
  type Refusal,
  type World,
} from '../../../../sandbox/world.ts';
import { api, changed, find, invalid, noBalancer, noListener } from '../balancers.ts';
import { byPort, enabled, isSecure, usual, type Listener, type LoadBalancer } from '../records.ts';

/** A server certificate of IAM, or one of Certificate Manager that is issued and in the Region. */
const isServable = ({ acm, iam }: World, arn: string | undefined, region: string): boolean =>
  iam.ServerCertificates.some(({ Arn }) => Arn === arn) ||
  acm.Certificates.some(
    ({ CertificateArn, Status }) =>
      CertificateArn === arn && Status === 'ISSUED' && arn.split(':')[3] === region,
  );

const noCertificate = (page: string, arn = 'nothing'): Refusal =>
  refuse(
    'CertificateNotFoundException',
    400,
    `Server Certificate not found for the key: ${arn}`,
    `${api}${page}.html`,
  );

interface Asked {
  readonly Protocol: string;
  readonly LoadBalancerPort: number;
  readonly InstanceProtocol?: string;
  readonly InstancePort: number;
  readonly SSLCertificateId?: string;
}

const layerOf: Readonly<Record<string, string>> = { HTTP: 'http', HTTPS: 'http', SSL: 'tcp', TCP: 'tcp' };

/** https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_Listener.html */
const whyNot = (one: Required<Omit<Asked, 'SSLCertificateId'>>, { Listeners }: LoadBalancer) => {
  if (layerOf[one.Protocol] !== layerOf[one.InstanceProtocol])
    return `${one.Protocol} does not go with the instance protocol ${one.InstanceProtocol}`;
  const beside = Listeners.find(
    ({ InstancePort, InstanceProtocol }) =>
      InstancePort === one.InstancePort &&
      isSecure({ Protocol: InstanceProtocol }) !== isSecure({ Protocol: one.InstanceProtocol }),
  );
  return beside && `Instance port ${one.InstancePort} is spoken to with ${beside.InstanceProtocol} already`;
};

/** With the policy that a listener with TLS gets by itself, as long as one has it. */
const listening = (balancer: LoadBalancer, Listeners: readonly Listener[]): LoadBalancer => {
  const isUsed = Listeners.some(({ Enabled }) => Enabled.some((one) => one.PolicyName === usual.PolicyName));
  const others = balancer.Policies.filter(({ PolicyName }) => PolicyName !== usual.PolicyName);
  const held = balancer.Policies.length > others.length;
  return {
    ...balancer,
    Listeners: byPort(Listeners),
    Policies: isUsed === held ? balancer.Policies : isUsed ? [...others, usual] : others,
  };
};

interface Create {
  readonly LoadBalancerName: string;
  readonly Listeners: readonly Asked[];
}
/** One that is there as it is asked for stays. */
const create: Operation<Create> = (world, { LoadBalancerName, Listeners: asked }, { region }) => {
  const page = 'API_CreateLoadBalancerListeners';
  const balancer = find(world, LoadBalancerName, region);
  if (!balancer) return noBalancer(page, LoadBalancerName);
  const made: Listener[] = [];
  for (const one of asked) {
    const { Protocol, LoadBalancerPort, InstancePort, SSLCertificateId } = one;
    if (!(Protocol in layerOf))
      return refuse('UnsupportedProtocolException', 400, `${Protocol} is no protocol`, `${api}${page}.html`);
    const { InstanceProtocol = Protocol } = one;
    const at = balancer.Listeners.find((each) => each.LoadBalancerPort === LoadBalancerPort);
    if (at) {
      const isSame =
        at.Protocol === Protocol &&
        at.InstanceProtocol === InstanceProtocol &&
        at.InstancePort === InstancePort &&
        at.SSLCertificateId === SSLCertificateId;
      if (isSame) continue;
      return refuse(
        'DuplicateListenerException',
        400,
        `A listener already exists for ${LoadBalancerName} with LoadBalancerPort ${LoadBalancerPort}`,
        `${api}${page}.html`,
      );
    }
    const why = whyNot({ Protocol, LoadBalancerPort, InstanceProtocol, InstancePort }, balancer);
    if (why !== undefined) return invalid(page, why);
    if (isSecure(one) && !isServable(world, SSLCertificateId, region))
      return noCertificate(page, SSLCertificateId);
    made.push({
      Protocol,
      LoadBalancerPort,
      InstanceProtocol,
      InstancePort,
      ...(SSLCertificateId !== undefined && { SSLCertificateId }),
      On: String(LoadBalancerPort),
      Enabled: enabled(isSecure(one) ? [usual.PolicyName] : []),
    });
  }
  return { world: changed(world, listening(balancer, [...balancer.Listeners, ...made])), output: {} };
};

/** A port on which nothing listens is no mistake: the page has no error for it. */
const remove: Operation<{
  readonly LoadBalancerName: string;
  readonly LoadBalancerPorts: readonly number[];
}> = (world, { LoadBalancerName, LoadBalancerPorts }, { region }) => {
  const balancer = find(world, LoadBalancerName, region);
  if (!balancer) return noBalancer('API_DeleteLoadBalancerListeners', LoadBalancerName);
  const Listeners = balancer.Listeners.filter((one) => !LoadBalancerPorts.includes(one.LoadBalancerPort));
  return { world: changed(world, listening(balancer, Listeners)), output: {} };
};

interface SetCertificate {
  readonly LoadBalancerName: string;
  readonly LoadBalancerPort: number;
  readonly SSLCertificateId: string;
}
const setCertificate: Operation<SetCertificate> = (world, input, { region }) => {
  const { LoadBalancerName, LoadBalancerPort, SSLCertificateId } = input;
  const page = 'API_SetLoadBalancerListenerSSLCertificate';
  const balancer = find(world, LoadBalancerName, region);
  if (!balancer) return noBalancer(page, LoadBalancerName);
  const listener = balancer.Listeners.find((one) => one.LoadBalancerPort === LoadBalancerPort);
  if (!listener) return noListener(page, LoadBalancerPort);
  if (!isSecure(listener)) return invalid(page, `Port ${LoadBalancerPort} has no TLS`);
  if (!isServable(world, SSLCertificateId, region)) return noCertificate(page, SSLCertificateId);
  const Listeners = balancer.Listeners.map((one) => (one === listener ? { ...one, SSLCertificateId } : one));
  return { world: changed(world, { ...balancer, Listeners }), output: {} };
};

export const listenerOperations: Operations = {
  CreateLoadBalancerListeners: create,
  DeleteLoadBalancerListeners: remove,
  SetLoadBalancerListenerSSLCertificate: setCertificate,
};
