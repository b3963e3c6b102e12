const notByUs =
  'Waxseal does not do it: whether the server speaks HTTPS, at which port and with which certificate, only its owner knows, and every call fails if it does not.';
const how =
  'Ask the server first: waxseal probe SERVER:443. Then change the URI to https:// (in OpenAPI: uri of x-amazon-apigateway-integration), deploy the stages, and call them.';

export const messages = {
  'called-in-plaintext': {
    says: 'API {api} calls servers over plain HTTP, across the internet: {calls}.',
    todo: `${how} ${notByUs}`,
  },
  'called-in-plaintext-privately': {
    says: 'API {api} calls servers over plain HTTP, through a VPC link and on inside the VPC: {calls}.',
    todo: `Give the load balancer a TLS listener and its targets TLS too. The name in the URI is what the certificate is checked for: it must be one that the certificate has. ${how} A machine inside the VPC asks (waxseal probe --allow-private). ${notByUs}`,
  },
  'deployed-in-plaintext': {
    says: 'What is written of API {api} calls no server over plain HTTP any more; what is deployed still does: {calls}.',
    todo: 'Deploy the stages again: create-deployment makes live whatever else was changed since, so look at that first. Waxseal does not do it, because it cannot tell what else would go live.',
  },
  'written-in-plaintext': {
    says: 'API {api} is written to call servers over plain HTTP: {calls}. No stage does so today; the next deployment would.',
    todo: `Change it before anybody deploys. ${how} ${notByUs}`,
  },
  'scheme-hidden': {
    says: 'Whether API {api} calls servers over HTTPS does not show: {calls}. A stage variable that has no value there makes the URI.',
    todo: 'Give the stages the variable, or write https:// in the URI itself and leave the name of the server alone to the variable.',
  },
  'deployment-unread': {
    says: 'What is deployed in {stages} of API {api} could not be exported, so it is not known what is called there. What is written calls no server over plain HTTP.',
    todo: 'Export the stage in the console, and look for "http:// in it; or deploy it again, and look at it again.',
  },
  'nothing-by-url': {
    says: 'No integration of API {api} calls a server by its URL: API Gateway calls functions and services of AWS over TLS, and a mock calls nobody.',
  },
  'private-elsewhere': {
    says: 'Integrations that name a listener or a service of Cloud Map by its ARN are told by apigateway-integration-private-tls.',
  },
  unverified: {
    says: 'For {calls} API Gateway takes whatever certificate it is shown (insecureSkipVerification): encrypted, but whoever is in between can pose as the server.',
    todo: 'Give the server a certificate of a public authority for the name in the URI, and set insecureSkipVerification to false.',
  },
  'scheme-hidden-too': {
    says: 'For {calls} it does not show whether the server is called over HTTPS: a stage variable that has no value there makes the URI.',
  },
  'unread-too': {
    says: 'What is deployed in {stages} could not be exported; it was taken to be what is written.',
  },
  'deployment-not-shown': {
    says: 'AWS shows of a WebSocket API what is written, not what {stages} was deployed with: a deployment from before the last change may still call what was written then.',
    todo: 'Deploy the stage again if it was not deployed since.',
  },
  'canary-not-shown': {
    says: 'A part of the calls to {stages} goes to a canary deployment, which AWS does not export.',
    todo: 'Promote or remove the canary, then look again.',
  },
  'more-calls': {
    says: '{count} methods and routes call servers over plain HTTP; the first {shown} are told here.',
  },
  'redirect-is-too-late': {
    says: 'A server that redirects to HTTPS does not help: the call has gone in plaintext by then, and API Gateway does not follow it but hands it to the client.',
  },
  'no-uri': {
    says: 'These private integrations have no URI, and API Gateway calls the load balancer over plain HTTP then: {calls}.',
    todo: 'Give each the URI https:// with a name that the certificate of the load balancer has.',
  },
  'port-named': {
    says: 'The port is named: {servers}. A server rarely speaks HTTP and HTTPS on one port.',
    todo: 'Ask its owner for the port of HTTPS, and put it into the URI.',
  },
  'balancer-name': {
    says: '{servers} is a name that AWS gave to a load balancer: no certificate that its owner can get has it, so that HTTPS to this name fails.',
    todo: 'Write a name of your own that its certificate has, and that leads to the balancer.',
  },
  'website-endpoint': {
    says: '{servers} is a website endpoint of S3, which speaks plain HTTP only.',
    todo: 'Call the REST endpoint of the bucket (an AWS integration with a role), or CloudFront in front of it.',
  },
  'address-not-public': {
    says: '{servers} is an address inside a network: without a VPC link API Gateway does not reach it.',
    todo: 'See whether anybody calls the method; if not, remove it.',
  },
} as const;
export type MessageId = keyof typeof messages;
