import type { Message } from '../../../../core/say/said.ts';

/** What is said of listeners of Classic Load Balancers without TLS. */
export const messages = {
  'no-listener': { says: 'Load balancer {name} has no listener.' },
  'not-understood': {
    says: 'AWS describes a listener of {name} with the protocol "{said}" on port {port}, and Waxseal does not know all that it should of it, so nothing was evaluated.',
    todo: 'Look at it in the EC2 console. It is evaluated again with the next event or sweep.',
  },
  'certificate-not-in-force': {
    says: 'Listener {port} of {name} has TLS with certificate {arn}, which Certificate Manager does not have in force: clients that were moved there would be turned away.',
    todo: 'Give the listener a certificate that is in force: aws elb set-load-balancer-listener-ssl-certificate --region {region} --load-balancer-name {name} --load-balancer-port {port} --ssl-certificate-id ARN',
  },
  'passed-on': {
    says: 'Load balancer {name} passes on what clients send by TCP ({ports}). Whether that is TLS, only clients and servers know: then it is encrypted from end to end, and AWS Config calls it non-compliant all the same.',
    todo: 'Ask whoever runs the servers. Where nothing but TLS comes, name the port in passesTls. Where clients speak plain TCP, name in securePorts the port on which they are to come with TLS.',
  },
  'passed-on-beside': {
    says: 'Load balancer {name} takes plaintext on {ports}, and passes on what clients send by TCP on {passed}, of which only clients and servers know whether it is TLS.',
    todo: 'Ask whoever runs the servers behind {passed}. Where nothing but TLS comes, name the port in passesTls; where clients speak plain TCP, name in securePorts the port on which they are to come with TLS. Then the plan for {ports} follows.',
  },
  'which-port': {
    says: 'Load balancer {name} takes plaintext on {ports}, and nobody has said on which port the same clients are to come with TLS.',
    todo: 'Name it in securePorts, by the port of today.',
  },
  'same-port': {
    says: 'Load balancer {name} takes plaintext on {ports}, and securePorts names the same port for TLS: a listener cannot be changed, only deleted and made anew, and nobody is answered in between.',
    todo: 'Name another port, and have clients move. Where no other one will do, do it by hand in an hour in which nobody comes: aws elb delete-load-balancer-listeners, then aws elb create-load-balancer-listeners, and its policies once more.',
  },
  'port-taken': {
    says: 'Load balancer {name} takes plaintext on {ports}, and where its clients would come with TLS something without TLS listens already: {held}.',
    todo: 'Name another port in securePorts. Where nothing but TLS comes by TCP there, name that port in passesTls.',
  },
  'port-shared': {
    says: 'Load balancer {name} takes plaintext on {ports} for different servers, and all of these clients would come with TLS on {wanted}.',
    todo: 'Name another port for each in securePorts.',
  },
  'certificates-unread': {
    says: 'Load balancer {name} takes plaintext, and Waxseal may not see the certificates of Certificate Manager, so it does not know which of them is good for a listener.',
    todo: 'Let it call acm:ListCertificates; or make the listener by hand.',
  },
  'which-certificate': {
    says: 'Load balancer {name} takes plaintext, and which certificate its listener with TLS is to serve is not clear. That its listeners serve, or that cover all of names: {found}.',
    todo: 'Find or request one for the names by which clients come (aws acm list-certificates), and name it in certificate; or name those in names, where only one covers them all. Waxseal never guesses it: the wrong one shuts everybody out.',
  },
  'certificate-not-good': {
    says: '{certificate} is not among the certificates that Certificate Manager has issued in the Region of {name}, that have not run out, and that have RSA keys of 2048 bits: of others AWS does not say that Classic Load Balancers take them from there.',
    todo: 'Name another in certificate.',
  },
  'names-not-covered': {
    says: '{certificate}, which the listener of {name} would serve, is for {names}: clients that come by {missing} would be refused.',
    todo: 'Request one for all of names, and name it in certificate. A Classic Load Balancer serves one certificate on a port, whatever name clients ask for.',
  },
  'first-of-two': {
    says: 'Load balancer {name} takes plaintext on {ports}, and its clients have nowhere to come with TLS.',
    todo: 'Apply the plan, the first of two steps: it adds a listener with TLS on {wanted} that serves {certificate}, to the same servers in the same way, with the same stickiness. What is there stays. When clients have moved, the second step, which takes plaintext away, is planned and asked about by itself.',
  },
  'compare-names': {
    says: 'The listener serves {certificate}, which is for {names}, to whoever comes. Clients that come to {name} by another name, or whose system does not trust its authority, are refused.',
    todo: 'Compare these names with those by which clients come, also the one that AWS gave the load balancer.',
  },
  'usual-policy': {
    says: 'AWS gives the new listener of {name} the security policy ELBSecurityPolicy-2016-08, which takes TLS 1.0 as well. clb-listener-tls-policy evaluates it as soon as it is there.',
  },
  'undo-cuts-off': {
    says: 'To undo this step deletes the listener on {wanted} of {name} again: clients that have moved to TLS by then reach nothing until they come on {ports} again.',
  },
  'instances-see-https': {
    says: 'Servers behind {name} are told https in X-Forwarded-Proto by clients with TLS: links, redirects and cookies that they make of it are right then.',
    todo: 'A Classic Load Balancer cannot redirect: have the servers answer whoever comes with http in X-Forwarded-Proto with a redirect to https.',
  },
  'second-of-two': {
    says: 'Load balancer {name} takes plaintext on {ports}, beside TLS on {wanted}.',
    todo: 'When every client comes with TLS, apply the plan, the second of two steps: it deletes what listens on {ports}, and changes nothing about {wanted}.',
  },
  'certificate-not-known': {
    says: 'Whether the certificate of what listens with TLS at {name} on {wanted} is in force is not known: {served}. Where it is not, clients that check it reach nothing once {ports} is gone.',
    todo: 'See when it runs out: of IAM, aws iam get-server-certificate; of Certificate Manager, let Waxseal call acm:DescribeCertificate.',
  },
  'no-redirect': {
    says: 'A Classic Load Balancer cannot redirect: from then on whoever comes to {name} on {ports} reaches nothing, browsers that are told no protocol among them.',
    todo: 'Look in the access logs of the load balancer for clients without TLS (a "-" for ssl_protocol), and have them come on {wanted} first; so, too, what stands in front: CloudFront, Global Accelerator, monitoring. Where browsers come by typing a name, move to an Application Load Balancer, which redirects.',
  },
  'other-servers': {
    says: 'What listens with TLS at {name} leads elsewhere than what is to go, by protocol or port of the instances: {held}.',
    todo: 'See that the same is served there.',
  },
  'other-stickiness': {
    says: 'What is to go at {name} on {ports} has other stickiness policies than what listens with TLS: sessions that are bound to a server may not be there.',
    todo: 'Give the listener with TLS the same (aws elb set-load-balancer-policies-of-listener, which replaces all of its policies: name its security policy, too), or see that sessions need it no more.',
  },
  'backend-policies': {
    says: 'Instances behind {name} have policies on {backends} (proxy protocol, or trusted keys), to which nothing but what is to go on {ports} leads: AWS does not say that they outlast it.',
    todo: 'Have the listener with TLS lead to the same port of the instances, or take these policies away first (aws elb set-load-balancer-policies-for-backend-server), when nothing needs them.',
  },
  'port-closed': {
    says: 'Security groups of {name} let clients in on {ports} that they do not let in on {wanted}: {closed}. In the end these would reach nothing.',
    todo: 'Open {wanted} to them (aws ec2 authorize-security-group-ingress --region {region}), or close {ports} to those that need nothing there; then this is planned.',
  },
  'groups-unread': {
    says: 'Whether clients of {name} that come on {ports} get in on {wanted} is not known: its security groups could not be read.',
    todo: 'Compare what they admit on both.',
  },
  'sources-unsure': {
    says: 'Whether security groups of {name} let everybody in on {wanted} that they let in on {ports} is not known of {unsure}: what is in it was not read.',
    todo: 'Compare what they admit on both.',
  },
  'undo-opens-plaintext': {
    says: 'To undo this step makes the listener on {ports} of {name} again, to the same servers and with the same stickiness. What its clients were told meanwhile stays with them.',
  },
  'made-by-kubernetes': {
    says: 'Kubernetes made this load balancer ({maker}) and sets its listeners back to what the Service says.',
    todo: 'Have the Service name the port of TLS among its ports, and in the annotation service.beta.kubernetes.io/aws-load-balancer-ssl-ports ({to}), the certificate in service.beta.kubernetes.io/aws-load-balancer-ssl-cert, and what pods speak in service.beta.kubernetes.io/aws-load-balancer-backend-protocol; at last take {from} out of its ports.',
    about: 'ownership',
  },
  'made-by-beanstalk': {
    says: 'Elastic Beanstalk made this load balancer ({maker}) and sets its listeners back when the environment is next updated.',
    todo: 'Set ListenerProtocol, SSLCertificateId, InstancePort and InstanceProtocol in the namespace aws:elb:listener:PORT ({to}) instead, and at last ListenerEnabled to false in the one of {from}.',
    about: 'ownership',
  },
  'made-by-cloudformation': {
    says: 'The CloudFormation stack {maker} made this load balancer: the change is drift, and an update may revert it.',
    todo: 'Make the same change in Listeners of the AWS::ElasticLoadBalancing::LoadBalancer in its template.',
    about: 'ownership',
  },
} as const satisfies Readonly<Record<string, Message>>;
export type Id = keyof typeof messages;
