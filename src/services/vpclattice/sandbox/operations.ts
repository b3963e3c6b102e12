import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { refuse, type Context, type Operations, type World } from '../../../sandbox/world.ts';

const api = 'https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/';

type Service = World['vpclattice']['Services'][number];
type Listener = World['vpclattice']['Listeners'][number];

/** Each operation takes an id or an ARN. */
const lastOf = (text: string | undefined): string => text?.split('/').at(-1) ?? '';
const missing = (page: string) =>
  refuse('ResourceNotFoundException', 404, 'There is no such resource.', `${api}API_${page}.html`);
const most = { as: 'maxResults', largest: 100 };
const wrong = (page: string) => (message: string) =>
  refuse('ValidationException', 400, message, `${api}API_${page}.html`);

const arnOf = ({ id, Account, Region }: Service): string =>
  `arn:aws:vpc-lattice:${Region}:${Account}:service/${id}`;
const told = (one: Service) => {
  const {
    Account: _account,
    Region,
    Tags: _tags,
    authType: _auth,
    certificateArn: _certificate,
    ...rest
  } = one;
  const domainName = `${one.name}-${one.id.replace('svc-', '')}.7d67968.vpc-lattice-svcs.${Region}.on.aws`;
  return { ...rest, arn: arnOf(one), status: 'ACTIVE', dnsEntry: { domainName } };
};
const serviceIn = ({ vpclattice }: World, named: string, { region }: Context): Service | undefined =>
  vpclattice.Services.find(({ id, Region }) => id === lastOf(named) && Region === region);

interface OfService {
  readonly serviceIdentifier: string;
}
interface OfListener extends OfService {
  readonly listenerIdentifier: string;
}

const listenerIn = (world: World, input: OfListener, context: Context): Listener | undefined => {
  const service = serviceIn(world, input.serviceIdentifier, context);
  return world.vpclattice.Listeners.find(
    ({ id, serviceId }) => serviceId === service?.id && id === lastOf(input.listenerIdentifier),
  );
};
const heard = (world: World, { id, name, protocol, port, serviceId }: Listener, context: Context) => {
  const service = serviceIn(world, serviceId, context);
  return {
    id,
    name,
    port,
    ...(protocol !== null && { protocol }),
    arn: service && `${arnOf(service)}/listener/${id}`,
  };
};

const groups = recordsOf({
  all: ({ vpclattice }) => vpclattice.TargetGroups,
  with: (world, TargetGroups) => ({ ...world, vpclattice: { ...world.vpclattice, TargetGroups } }),
  is: (item, { targetGroupIdentifier }: { readonly targetGroupIdentifier: string }) =>
    item.id === lastOf(targetGroupIdentifier),
  missing: () => missing('GetTargetGroup'),
});

/** What the sandbox plays of VPC Lattice. */
export const vpclattice: Operations = {
  /** API_ListServices.html: its own, and those that others share with it. */
  ListServices: lists({
    as: 'items',
    token: 'nextToken',
    most,
    wrong: wrong('ListServices'),
    items: (world, _input: object, { region }) =>
      world.vpclattice.Services.filter(({ Region }) => Region === region).map(told),
  }),
  /** API_GetService.html */
  GetService: (world, { serviceIdentifier }: OfService, context) => {
    const found = serviceIn(world, serviceIdentifier, context);
    if (!found) return missing('GetService');
    const { authType = 'NONE', certificateArn } = found;
    return { world, output: { ...told(found), authType, certificateArn } };
  },
  /** API_ListListeners.html */
  ListListeners: lists({
    as: 'items',
    token: 'nextToken',
    most,
    wrong: wrong('ListListeners'),
    items: (world, { serviceIdentifier }: OfService, context) => {
      const service = serviceIn(world, serviceIdentifier, context);
      if (!service) return missing('ListListeners');
      return world.vpclattice.Listeners.filter(({ serviceId }) => serviceId === service.id).map((one) =>
        heard(world, one, context),
      );
    },
  }),
  /** API_GetListener.html */
  GetListener: (world, input: OfListener, context) => {
    const found = listenerIn(world, input, context);
    if (!found) return missing('GetListener');
    const { defaultAction, serviceId } = found;
    return { world, output: { ...heard(world, found, context), serviceId, defaultAction } };
  },
  /** API_ListRules.html: the default one as well. */
  ListRules: lists({
    as: 'items',
    token: 'nextToken',
    most,
    wrong: wrong('ListRules'),
    items: (world, input: OfListener, context) => {
      const found = listenerIn(world, input, context);
      if (!found) return missing('ListRules');
      return [
        { id: 'rule-0default', name: 'default', isDefault: true },
        ...found.rules.map(({ id, name, priority }) => ({ id, name, priority, isDefault: false })),
      ];
    },
  }),
  /** API_GetRule.html */
  GetRule: (world, input: OfListener & { readonly ruleIdentifier: string }, context) => {
    const rule = listenerIn(world, input, context)?.rules.find(
      ({ id }) => id === lastOf(input.ruleIdentifier),
    );
    return rule ? { world, output: { ...rule, isDefault: false } } : missing('GetRule');
  },
  /** API_GetTargetGroup.html */
  GetTargetGroup: groups.reads(({ protocol, ...rest }) => ({
    ...rest,
    config: { ...(protocol && { protocol }) },
    status: 'ACTIVE',
  })),
  /** API_ListTagsForResource.html */
  ListTagsForResource: (world, { resourceArn }: { readonly resourceArn: string }, context) => {
    const [serviceArn = '', id] = resourceArn.split('/listener/');
    const service = serviceIn(world, serviceArn, context);
    const found =
      id === undefined
        ? service
        : listenerIn(world, { serviceIdentifier: serviceArn, listenerIdentifier: id }, context);
    return found ? { world, output: { tags: found.Tags } } : missing('ListTagsForResource');
  },
};
