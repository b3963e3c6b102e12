/** What is said of instances. */
export const messages = {
  enforced: {
    says: 'AWS enforces it for instance {name}: {type} encrypts by itself what it and another instance of such a type send each other. ({page}) Seen: NetworkInfo.EncryptionInTransitSupported true.',
  },
  caveat: {
    says: 'Only between instances of such types, in one Region, in one VPC or peered ones, and not through a load balancer, a transit gateway or another virtual device. Neither side proves who it is: it replaces no TLS.',
  },
  'type-without': {
    says: 'Instance {name} is a {type}, which encrypts nothing by itself that it and other instances send each other.',
    todo: 'Use TLS in any case. Its owner can move it to a type that encrypts, of the same architecture ({architecture}): {find}. Then, with one of these for TYPE: {move}. Waxseal does not: it is down meanwhile, and the other type has another price.',
  },
  'in-group': {
    says: 'Instance {name} is a {type}, which encrypts nothing by itself that it and other instances send each other. It belongs to Auto Scaling group {group}, which would replace it if it were stopped.',
    todo: 'Use TLS in any case. The owner of the group can give its launch template a type that encrypts, of the architecture of its image ({architecture}), and have it refresh its instances: {find}. Waxseal does not: they are replaced, and the other type has another price.',
  },
  'not-stopped': {
    says: 'Instance {name} is a {type}, which encrypts nothing by itself that it and other instances send each other. Its type cannot be changed: it is a Spot Instance, or its root device is an instance store.',
    todo: 'Use TLS in any case. Its owner can launch another one in its place, of a type that encrypts and of the architecture of its image ({architecture}): {find}. Waxseal does not: what only this one holds is lost with it.',
  },
  'address-changes': {
    says: 'Instance {name} has a public IPv4 address of AWS’s own, and another one after it was stopped: clients and rules that name the old one are lost. An Elastic IP address stays.',
  },
  'store-is-lost': {
    says: 'A {type} may have an instance store: what instance {name} keeps there is lost when it is stopped.',
  },
  'needs-drivers': {
    says: 'Instance {name} is not set up for types that encrypt: they need drivers for ENA and NVMe in it, EnaSupport (now {ena}) and virtualization hvm (now {virtualization}). Paravirtual images cannot be moved; a new one has to be made.',
  },
  'type-not-told': {
    says: 'EC2 does not tell of {type}, the type of instance {name}, whether it encrypts what goes between instances.',
    todo: 'Look at it: {look}',
  },
} as const;
