/** Everything that is said of VPN connections besides what the family says. */
export const messages = {
  'not-as-wanted': {
    says: 'VPN connection {name} lets a tunnel agree on an IKE version, algorithms or groups that are not accepted. Of what both sides offer AWS takes the lowest, whatever the device prefers.',
    todo: 'Apply the plan: it takes them away from one tunnel, and changes nothing else about the connection.',
  },
  'takes-away': {
    says: 'Of tunnel {tunnel} it takes away: {taken}. It leaves: {left}.',
  },
  classic: {
    says: 'VPN connection {name} is AWS Classic VPN: it has AES-128, SHA-1 and group 2, and no options for its tunnels.',
    todo: 'Have its owner move to an AWS VPN connection: https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-categories.html. That is a new connection with other addresses and keys, which the customer gateway has to be given first, so that Waxseal cannot.',
  },
  'other-not-up': {
    says: 'Tunnel {tunnel} of VPN connection {name} permits what is not accepted, and the other one is not up or has no routes ({other}): nothing is changed, for the change takes {tunnel} away for minutes.',
    todo: 'Bring the other tunnel up at the customer gateway first, and have it announce the routes: vpn-both-tunnels-up says which way. AWS tells of both: {command}',
  },
  'tunnel-interrupted': {
    says: 'AWS replaces the endpoint of tunnel {tunnel}: it is down for some minutes, and everything goes through the other one ({other}) meanwhile. The outside address and the key stay.',
    todo: 'Approve in a maintenance window. A tunnel that does not come back is put back by undo.',
  },
  'gateway-unconfirmed': {
    says: 'Nothing in AWS tells what the device of customer gateway {gateway} offers. If it is not among what is left, tunnel {tunnel} stays down, and the next step, of the other tunnel, is not made.',
    todo: 'Have the owner of the device confirm that it offers something of each list that is left ({left}). Then name {gateway} in the setting confirmedGateways, or approve as one who knows.',
  },
  'nothing-stays': {
    says: 'Of {lists} tunnel {tunnel} permits nothing that is accepted: what the device agrees on today is taken away, and it has to be set up for the new values first.',
    todo: 'Approve when the device has been set up for {left}.',
  },
  'gateway-begins': {
    says: 'AWS does not begin the negotiation of tunnel {tunnel} (StartupAction): after the change it stays down until the device of customer gateway {gateway} begins, as it does when it has traffic for it.',
  },
  'static-routes': {
    says: 'VPN connection {name} has static routes: the device of customer gateway {gateway} has to move its traffic to the other tunnel by itself.',
    todo: 'Approve when its owner has tried it: some devices use one tunnel only.',
  },
  'one-of-two': {
    says: 'The tunnels are changed one after the other, each with a plan and an approval of its own, and the second only when the first is up again.',
  },
  'defaults-written': {
    says: 'Nobody has chosen {lists} of tunnel {tunnel}: the defaults of AWS hold. Undo writes those out, for AWS has no call that takes a list away. They permit the same.',
  },
  'lifecycle-control': {
    says: 'Tunnel {tunnel} has endpoint lifecycle control: that delays maintenance by AWS, and not this change, which replaces the endpoint at once.',
  },
  'not-up': {
    says: 'Both tunnels of VPN connection {name} permit only what is accepted, and {tunnel} is not up.',
  },
  'comes-back': {
    says: 'Tunnel {tunnel} of VPN connection {name} is not up since it was changed.',
  },
} as const;
