import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { lists } from '../../../sandbox/kit/pages.ts';
import { after } from '../../../sandbox/kit/records.ts';
import { refuse, type Operation, type Operations, type Refusal, type World } from '../../../sandbox/world.ts';

const api = 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/';
const refused = (name: string, message: string): Refusal =>
  refuse(name, 400, message, `${api}errors-overview.html`);
const invalid = (message: string): Refusal => refused('InvalidParameterValue', message);

const blocker = z.strictObject({
  Id: z.string(),
  Type: z.string(),
  IsExcludable: z._default(z.boolean(), false),
});
/** As account files carry them. */
export const vpcEncryptionControlRecord = z.strictObject({
  VpcEncryptionControlId: z.string(),
  VpcId: z.string(),
  Mode: z._default(z.enum(['monitor', 'enforce']), 'monitor'),
  State: z._default(z.string(), 'available'),
  StateMessage: z.optional(z.string()),
  /** By kind. */
  Exclusions: z._default(z.record(z.string(), z.string()), {}),
});
/** What the account lets its VPCs be, and what is in the way in each. */
export const encryptionRecord = z._default(
  z.strictObject({
    ManagedBy: z._default(z.string(), 'account'),
    /** No such operations in the Region. */
    IsMissing: z._default(z.boolean(), false),
    Blockers: z._default(z.record(z.string(), z.array(blocker)), {}),
  }),
  { ManagedBy: 'account', IsMissing: false, Blockers: {} },
);
type VpcEncryptionControl = z.output<typeof vpcEncryptionControlRecord>;

const shown = ({ Exclusions, ...rest }: VpcEncryptionControl) => ({
  ...rest,
  ResourceExclusions: Object.fromEntries(
    Object.entries(Exclusions).map(([kind, State]) => [kind, { State }]),
  ),
});

const missing = (): Refusal =>
  refused('UnsupportedOperation', 'The operation is not supported in this Region');
const noVpc = (id: string): Refusal => refused('InvalidVpcID.NotFound', `The vpc ID '${id}' does not exist`);
const central = (): Refusal =>
  refused('OperationNotPermitted', 'VPC encryption controls are managed by a declarative policy');

const withControl = (world: World, control: VpcEncryptionControl): World => ({
  ...world,
  ec2: {
    ...world.ec2,
    VpcEncryptionControls: [
      ...world.ec2.VpcEncryptionControls.filter(
        ({ VpcEncryptionControlId: id }) => id !== control.VpcEncryptionControlId,
      ),
      control,
    ],
  },
});
const without = (world: World, id: string): World => ({
  ...world,
  ec2: {
    ...world.ec2,
    VpcEncryptionControls: world.ec2.VpcEncryptionControls.filter(
      ({ VpcEncryptionControlId }) => VpcEncryptionControlId !== id,
    ),
  },
});

/** EC2 takes a while for each change. */
const seconds = 120;
const settling = (control: VpcEncryptionControl, becomes: Partial<VpcEncryptionControl>, now: Date) => [
  after(now, seconds, (world) => {
    const isThere = world.ec2.VpcEncryptionControls.some(
      ({ VpcEncryptionControlId }) => VpcEncryptionControlId === control.VpcEncryptionControlId,
    );
    return isThere ? withControl(world, { ...control, ...becomes }) : world;
  }),
];

const create: Operation<{ readonly VpcId: string }> = (world, { VpcId }, { now }) => {
  if (world.ec2.Encryption.IsMissing) return missing();
  if (!world.ec2.Vpcs.some((vpc) => vpc.VpcId === VpcId)) return noVpc(VpcId);
  if (world.ec2.Encryption.ManagedBy !== 'account') return central();
  if (world.ec2.VpcEncryptionControls.some((one) => one.VpcId === VpcId && one.State !== 'deleted'))
    return refused('IncorrectState', 'The VPC has an encryption control');
  const id = createHash('sha256').update(`${VpcId} ${now.toISOString()}`).digest('hex').slice(0, 17);
  const made: VpcEncryptionControl = {
    VpcEncryptionControlId: `vpcec-${id}`,
    VpcId,
    Mode: 'monitor',
    State: 'creating',
    Exclusions: {},
  };
  return {
    world: withControl(world, made),
    output: { VpcEncryptionControl: shown(made) },
    later: settling(made, { State: 'available' }, now),
  };
};

/** `nat-gateway` and `NatGateway` are one kind. */
const plain = (kind: string): string => kind.replaceAll('-', '').toLowerCase();

/** Whether a network load balancer there ends TLS. https://docs.aws.amazon.com/vpc/latest/userguide/vpc-encryption-controls.html */
const endsTls = ({ elbv2: { LoadBalancers, Listeners } }: World, vpc: string): boolean =>
  Listeners.some(
    ({ Protocol, LoadBalancerArn }) =>
      Protocol === 'TLS' &&
      LoadBalancers.some((one) => one.VpcId === vpc && one.LoadBalancerArn === LoadBalancerArn),
  );

interface Modify {
  readonly VpcEncryptionControlId: string;
  readonly Mode?: 'monitor' | 'enforce';
}
const noControl = (id: string): Refusal =>
  refused('InvalidVpcEncryptionControlId.NotFound', `The VPC encryption control '${id}' does not exist`);

const modify: Operation<Modify> = (world, input, { now }) => {
  const { VpcEncryptionControlId: id, Mode } = input;
  const old = world.ec2.VpcEncryptionControls.find((one) => one.VpcEncryptionControlId === id);
  if (!old) return noControl(id);
  if (world.ec2.Encryption.ManagedBy !== 'account') return central();
  if (old.State !== 'available' && !old.State.endsWith('-failed'))
    return refused('IncorrectState', `The encryption control is ${old.State}`);
  const given = Object.entries(input).flatMap(([name, value]) =>
    name.endsWith('Exclusion')
      ? [[name.slice(0, -'Exclusion'.length), value === 'enable' ? 'enabled' : 'disabled'] as const]
      : [],
  );
  const excluded = Object.entries({ ...old.Exclusions, ...Object.fromEntries(given) });
  const { StateMessage: _old, ...rest } = old;
  const changed: VpcEncryptionControl = {
    ...rest,
    Mode: Mode ?? old.Mode,
    State: `${Mode ?? old.Mode}-in-progress`,
    Exclusions: Object.fromEntries(excluded.filter(([, what]) => what !== 'disabled')),
  };
  const isBlocked =
    changed.Mode === 'enforce' &&
    (endsTls(world, old.VpcId) ||
      (world.ec2.Encryption.Blockers[old.VpcId] ?? []).some(
        ({ Type, IsExcludable }) =>
          !IsExcludable || !Object.keys(changed.Exclusions).some((kind) => plain(kind) === plain(Type)),
      ));
  const becomes = isBlocked
    ? { State: 'enforce-failed', StateMessage: 'Resources of the VPC do not encrypt' }
    : { State: 'available' };
  return {
    world: withControl(world, changed),
    output: { VpcEncryptionControl: shown(changed) },
    later: settling(changed, becomes, now),
  };
};

const remove: Operation<{ readonly VpcEncryptionControlId: string }> = (world, input, { now }) => {
  const { VpcEncryptionControlId: id } = input;
  const old = world.ec2.VpcEncryptionControls.find((one) => one.VpcEncryptionControlId === id);
  if (!old) return noControl(id);
  if (world.ec2.Encryption.ManagedBy !== 'account') return central();
  if (old.Mode === 'enforce') return refused('IncorrectState', 'The encryption control enforces');
  return {
    world: withControl(world, { ...old, State: 'deleting' }),
    output: {},
    later: [after(now, seconds, (then) => without(then, id))],
  };
};

export const vpcEncryptionControls: Operations = {
  // API_DescribeVpcEncryptionControls.html
  DescribeVpcEncryptionControls: lists({
    as: 'VpcEncryptionControls',
    token: 'NextToken',
    wrong: invalid,
    items: ({ ec2 }, { VpcIds: ids = [] }: { readonly VpcIds?: readonly string[] }) =>
      ec2.Encryption.IsMissing
        ? missing()
        : ec2.VpcEncryptionControls.filter(({ VpcId }) => ids.includes(VpcId)).map(shown),
  }),
  // API_DescribeAccountVpcEncryptionControl.html
  DescribeAccountVpcEncryptionControl: (world) => ({
    world,
    output: { AccountVpcEncryptionControl: { Mode: 'unmanaged', ManagedBy: world.ec2.Encryption.ManagedBy } },
  }),
  // API_GetVpcResourcesBlockingEncryptionEnforcement.html
  GetVpcResourcesBlockingEncryptionEnforcement: lists({
    as: 'NonCompliantResources',
    token: 'NextToken',
    wrong: invalid,
    items: ({ ec2 }, { VpcId }: { readonly VpcId: string }) =>
      ec2.Vpcs.some((vpc) => vpc.VpcId === VpcId) ? (ec2.Encryption.Blockers[VpcId] ?? []) : noVpc(VpcId),
  }),
  CreateVpcEncryptionControl: create,
  ModifyVpcEncryptionControl: modify,
  DeleteVpcEncryptionControl: remove,
};
