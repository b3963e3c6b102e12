import {
  DescribeAccountVpcEncryptionControlCommand,
  DescribeVpcEncryptionControlsCommand,
  EC2Client,
  GetVpcResourcesBlockingEncryptionEnforcementCommand,
  type VpcEncryptionControl,
} from '@aws-sdk/client-ec2';
import {
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { isDenied, isNamed, orUnseen } from '../../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../../aws/marked-pages.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { lacksEncryptionControls } from '../../facts/vpc-encryption.ts';
import { listenersOf } from '../../parameters/listeners.ts';
import { vpcOf } from '../../parameters/described.ts';

/** What is set: how, and whom it does not concern. */
export interface Control {
  readonly mode: string;
  /** Kinds as EC2 names them, such as `InternetGateway`; sorted. */
  readonly exclusions: readonly string[];
}
/** The control of a VPC, and what EC2 is doing with it. */
export interface SeenControl extends Control {
  readonly id: string;
  readonly state: string;
  readonly why: string;
}
interface Blocker {
  readonly id: string;
  readonly type: string;
  readonly isExcludable: boolean;
}
export interface State {
  readonly owner: string;
  /** `unsupported`: the Region has none, or does not know the question. */
  readonly control: SeenControl | 'none' | 'unseen' | 'unsupported';
  readonly isCentral: boolean;
  /** By id. `unseen`: hidden from us, or not told before the VPC is monitored. */
  readonly blockers: readonly Blocker[] | 'unseen';
  /** Listeners that end TLS on a network load balancer, which no enforced VPC takes. */
  readonly tlsListeners: readonly string[] | 'unseen';
}

const seenOf = (one: VpcEncryptionControl): SeenControl => ({
  id: one.VpcEncryptionControlId ?? '',
  mode: one.Mode ?? '',
  state: one.State ?? '',
  why: one.StateMessage ?? '',
  // EC2 adds kinds as it goes: whichever there are.
  exclusions: Object.entries(one.ResourceExclusions ?? {})
    .flatMap(([kind, exclusion]) =>
      exclusion?.State === 'enabled' || exclusion?.State === 'enabling' ? [kind] : [],
    )
    .toSorted(),
});

/** A control that was deleted is shown for a while. */
export const controlOf = async (vpc: string, aws: Aws): Promise<SeenControl | undefined> => {
  const pages = everyPage(async (NextToken) => {
    const asked = new DescribeVpcEncryptionControlsCommand({ VpcIds: [vpc], NextToken });
    const answer = await aws.use(EC2Client).send(asked);
    return { items: answer.VpcEncryptionControls, next: answer.NextToken };
  });
  const found = (await allOf(pages)).find(({ VpcId, State }) => VpcId === vpc && State !== 'deleted');
  return found && seenOf(found);
};

const lookedAt = async (vpc: string, aws: Aws): Promise<State['control']> => {
  try {
    return (await controlOf(vpc, aws)) ?? 'none';
  } catch (error) {
    if (isNamed(error, ...lacksEncryptionControls)) return 'unsupported';
    if (isDenied(error)) return 'unseen';
    throw error;
  }
};

/** Who may not ask learns it from the refusal of a write: then nothing was changed. */
const isCentral = async (aws: Aws): Promise<boolean> => {
  const asking = aws.use(EC2Client).send(new DescribeAccountVpcEncryptionControlCommand({}));
  const answer = await orUnseen(asking);
  return answer !== 'unseen' && answer.AccountVpcEncryptionControl?.ManagedBy === 'declarative-policy';
};

const blockersOf = async (VpcId: string, aws: Aws): Promise<State['blockers']> => {
  const pages = everyPage(async (NextToken) => {
    const asked = new GetVpcResourcesBlockingEncryptionEnforcementCommand({ VpcId, NextToken });
    const answer = await aws.use(EC2Client).send(asked);
    return { items: answer.NonCompliantResources, next: answer.NextToken };
  });
  const found = await orUnseen(allOf(pages));
  if (found === 'unseen') return 'unseen';
  return found
    .map(({ Id: id = '', Type: type = '', IsExcludable }) => ({
      id,
      type,
      isExcludable: IsExcludable === true,
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
};

const tlsListenersIn = async (vpc: string, aws: Aws): Promise<readonly string[]> => {
  const client = aws.use(ElasticLoadBalancingV2Client);
  const balancers = everyPage(async (Marker) => {
    const answer = await client.send(new DescribeLoadBalancersCommand({ Marker }));
    return { items: answer.LoadBalancers, next: answer.NextMarker };
  });
  const found: string[] = [];
  for await (const { VpcId, Type, LoadBalancerArn, LoadBalancerName = '' } of balancers) {
    if (VpcId !== vpc || Type !== 'network') continue;
    for await (const { Protocol, Port = 0 } of listenersOf(LoadBalancerArn, aws))
      if (Protocol === 'TLS') found.push(`the TLS listener of ${LoadBalancerName} on port ${Port}`);
  }
  return found.toSorted();
};

/** `undefined`: the VPC is gone. */
export const read = async ({ id }: Target, aws: Aws): Promise<State | undefined> => {
  const vpc = await vpcOf(id, aws);
  if (!vpc) return undefined;
  const control = await lookedAt(id, aws);
  const isSeen = typeof control === 'object' || control === 'none';
  return {
    owner: vpc.OwnerId ?? '',
    control,
    isCentral: isSeen && (await isCentral(aws)),
    blockers: typeof control === 'object' ? await blockersOf(id, aws) : 'unseen',
    tlsListeners: isSeen ? await orUnseen(tlsListenersIn(id, aws)) : 'unseen',
  };
};
