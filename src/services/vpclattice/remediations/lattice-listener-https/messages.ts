/** Everything that is said of listeners. */
export const messages = {
  'plain-http': {
    says: 'The listener {name} of the VPC Lattice service {service} takes plain HTTP on port {port}: whatever clients send to it and get from it goes in the clear.',
    todo: 'VPC Lattice sets the protocol when a listener is made and never after, and sends nobody on from HTTP to HTTPS, so that Waxseal cannot. Make a second listener as waxseal plan --resource ARN shows, with the tags of {name}, have its port open in the security groups of the service network’s VPCs, move the clients, and delete {name} when the access log of the service, which is off until somebody turns it on, has no request without tlsVersion any more.',
  },
  'plain-http-beside': {
    says: 'The listener {name} of the VPC Lattice service {service} takes plain HTTP on port {port}, beside HTTPS on {ports}: whatever clients send to {name} goes in the clear.',
    todo: 'Waxseal cannot send clients on, because VPC Lattice has no redirects, and deletes no listeners. See that the other one forwards to the same targets by the same rules, move the clients there, and delete {name} when the access log of the service, which is off until somebody turns it on, has no request without tlsVersion any more: aws vpc-lattice delete-listener --region {region} --service-identifier {service} --listener-identifier {id}',
  },
  'plain-http-by-hand': {
    says: 'The listener {name} of the VPC Lattice service {service} takes plain HTTP on port {port}, and has actions or conditions that this version does not know: a copy of them could send requests elsewhere.',
    todo: 'VPC Lattice sets the protocol when a listener is made and never after, so that Waxseal cannot. Make an HTTPS listener with the same rules by hand (aws vpc-lattice list-rules --region {region} --service-identifier {service} --listener-identifier {id}), move the clients, and delete {name}.',
  },
  'not-told': {
    says: 'VPC Lattice calls the protocol of the listener {name} “{protocol}”, which this version does not know.',
    todo: 'Look at it: aws vpc-lattice get-listener --region {region} --service-identifier {service} --listener-identifier {id}',
  },
  passthrough: {
    says: 'The listener {name} passes TLS on to its targets as it comes: version, ciphers and certificate are those of the targets, and VPC Lattice does not see whether they are good.',
    todo: 'Look at the targets.',
  },
  'targets-in-plaintext': {
    says: 'Behind the listener {name}, VPC Lattice speaks without TLS to the targets of {groups}.',
    todo: 'The protocol of a target group is set when it is made: make another one with HTTPS for the same targets when they speak it, and have the listener forward there.',
  },
  'targets-not-told': {
    says: 'What VPC Lattice speaks to the targets of {groups}, behind the listener {name}, could not be told.',
    todo: 'Look whether they are there: aws vpc-lattice get-target-group --region {region} --target-group-identifier ID',
  },
  'own-domain': {
    says: 'The service {service} is called {domain} and has no certificate of its own: over HTTPS it shows the one of the name that VPC Lattice made, which clients of {domain} refuse.',
    todo: 'Request a certificate for {domain} with ACM in {region}, and give it to the service: aws vpc-lattice update-service --region {region} --service-identifier {service} --certificate-arn CERTIFICATE',
  },
  'no-auth': {
    says: 'The service {service} asks nobody who they are (auth type NONE): TLS hides what is sent, and whoever reaches its service network is served, unless that asks.',
    todo: 'See whether it should: have clients sign their requests (SigV4), write an auth policy that allows them (aws vpc-lattice put-auth-policy), and only then aws vpc-lattice update-service --region {region} --service-identifier {service} --auth-type AWS_IAM, which refuses whoever the policy does not allow.',
  },
} as const;
