import type { Message } from '../../core/say/said.ts';

export type ParameterId<Thing extends string> =
  | `${Thing}-busy`
  | `${Thing}-stopped`
  | `${Thing}-needs-people`
  | 'plaintext-accepted'
  | 'reboot-needed'
  | 'reboot-needed-others-queued'
  | 'reboot-due-dynamic'
  | 'reboot-not-told-yet'
  | 'group-applying'
  | 'group-awaits-upgrade'
  | 'group-failed'
  | 'status-unknown'
  | 'value-unknown'
  | 'apply-status-unknown'
  | 'parameter-missing'
  | 'parameter-fixed'
  | 'group-name-taken'
  | 'group-shared'
  | 'queued-changes'
  | 'owned-by-cloudformation'
  | 'reboot-follows'
  | 'reboot-due'
  | 'upgrade-needs-group';

/** The words of one service. */
export interface ParameterWords<Thing extends string> {
  /** `instance`, `cluster`; the data of the sentences is called so. */
  readonly thing: Thing;
  readonly service: string;
  /** What is set, in words where it depends on the version. */
  readonly value: string;
  /** What leaves plaintext in. */
  readonly off: string;
  /** What people do for the parameter to hold: reboots are the owner's. */
  readonly reboot: string;
  /** Where the parameter and the group stand in a template. */
  readonly inTemplate: string;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What every such unit says. */
export const parameterMessages = <const Thing extends string>({
  thing,
  service,
  value,
  off,
  reboot,
  inTemplate,
}: ParameterWords<Thing>): Readonly<Record<ParameterId<Thing>, Message>> => {
  const it = `${thing} {${thing}}`;
  const page = `the ${service} console`;
  const all: Readonly<Record<string, Message>> = {
    'plaintext-accepted': {
      says: `${capital(it)} ({engine}) accepts connections without TLS: {parameter} is off in parameter group {group}.`,
      todo: `Apply the plan: it sets {parameter} to ${value}.`,
    },
    'reboot-needed': {
      says: `Parameter group {group} demands TLS, and ${it} will do so after its next reboot at the latest.`,
      todo: `${reboot} in its maintenance window. Waxseal never reboots.`,
    },
    'reboot-needed-others-queued': {
      says: `Parameter group {group} demands TLS, and ${it} will do so after its next reboot at the latest. Its owner has queued other changes as well: {changes}.`,
      todo: `${reboot} in its maintenance window, when those changes may take place too. Waxseal never reboots.`,
    },
    'reboot-due-dynamic': {
      says: `Parameter group {group} demands TLS. {parameter} takes effect without a reboot in a group that is attached; but the group waits for a reboot of ${it}, for another parameter or because it was attached since the last one, and ${service} does not say which.`,
      todo: `${reboot} in its maintenance window, when what its owner has queued may take place too; AWS Config reports it until then. If a connection without TLS is refused, TLS is demanded already. Waxseal never reboots.`,
    },
    'reboot-not-told-yet': {
      says: `Parameter group {group} demands TLS since less than 30 minutes ago, by Waxseal. ${service} tells of the reboot that ${it} needs for it later than of the value: until then "in-sync" proves nothing.`,
      todo: 'Nothing: Waxseal looks again when the 30 minutes are over.',
    },
    'group-applying': { says: `${service} is applying parameter group {group} to ${it}.` },
    'group-awaits-upgrade': {
      says: `${service} applies parameter group {group} to ${it} once the ${thing} is upgraded.`,
      todo: 'Nothing while the upgrade is under way.',
    },
    'group-failed': {
      says: `${service} could not apply parameter group {group} to ${it}: its settings may not be in effect.`,
      todo: `Correct the parameter that the recent events of the ${thing} name in ${page}. Nothing is changed before.`,
    },
    [`${thing}-busy`]: {
      says: `${capital(it)} is {status}; ${service} changes nothing in it until it is available.`,
      todo: 'Nothing: this is temporary, and Waxseal checks again.',
    },
    [`${thing}-stopped`]: {
      says: `${capital(it)} is stopped: nobody can connect to it, and ${service} changes nothing in it.`,
      todo: `Nothing: Waxseal looks again when somebody has started it; after seven days ${service} starts it by itself.`,
    },
    [`${thing}-needs-people`]: {
      says: `${capital(it)} is {status}: nothing is changed in it before that is fixed.`,
      todo: '{remedy} It is evaluated again with the next event or sweep.',
    },
    'status-unknown': {
      says: `${service} says that ${it} is "{status}", and Waxseal does not know whether a change is safe then.`,
      todo: `Look at the events of the ${thing} in ${page}. It is evaluated again with the next event or sweep.`,
    },
    'value-unknown': {
      says: `{parameter} is "{value}" in parameter group {group} of ${it}, and Waxseal does not know what that means.`,
      todo: `Set it to ${value} or ${off} by hand.`,
    },
    'apply-status-unknown': {
      says: `${service} says "{status}" about parameter group {group} of ${it}, and Waxseal does not know what that means.`,
      todo: `Look at the events of the ${thing} in ${page}.`,
    },
    'parameter-missing': {
      says: `{engine} {version} of ${it} has no parameter {parameter}: it cannot refuse plaintext as a whole.`,
      todo: `Upgrade to {upgradeTo} or newer. Until then demand TLS for each database user, or exempt the ${thing}.`,
    },
    'parameter-fixed': {
      says: `${service} does not let anybody change {parameter} in parameter group {group} of ${it}.`,
      todo: 'Upgrade to {upgradeTo} or newer, or ask AWS Support.',
    },
    'group-name-taken': {
      says: `${capital(it)} needs a parameter group of its own, and {own}, the name for it, is taken by something else.`,
      todo: 'Delete that group if nobody needs it; it does not carry the tags that Waxseal gives.',
    },
    'group-shared': {
      says: `Parameter group {group} is shared: {count} other ${thing}s would refuse plaintext as well ({${thing}s}).`,
      todo: `Agree with their owners, or set sharedGroup to copy: then the ${thing} gets a group of its own.`,
    },
    'queued-changes': {
      says: `The owner of ${it} has queued changes for its maintenance window ({changes}), and this change needs a reboot.`,
      todo: 'Waxseal does not start queued changes. Let them finish first, or plan one reboot for both; never apply immediately.',
    },
    'owned-by-cloudformation': {
      says: '{what} belongs to the CloudFormation stack {stack}: its next deployment may revert the change.',
      todo: `Set it in the template too: ${inTemplate}.`,
      about: 'ownership',
    },
    'reboot-follows': {
      says: `Nothing happens to clients before ${it} is rebooted: by its owner, or by AWS for maintenance, an upgrade or the recovery of its host.`,
      todo: `Plan the reboot, without failover, before the next maintenance window; until then the ${thing} counts as not encrypted.`,
    },
    'reboot-due': {
      says: `${capital(it)} waits for a reboot already, because of other changes in parameter group {group}. AWS Config reports it until then.`,
    },
    // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html (EngineVersion)
    'upgrade-needs-group': {
      says: `The next major version upgrade of ${it} has to name a parameter group of the new version's family; in the default one {parameter} is what AWS has set, which may let in again what this change refuses.`,
      todo: 'Before that upgrade make a group of the new family with {parameter} set in it too, and name that one.',
    },
  };
  return all;
};
