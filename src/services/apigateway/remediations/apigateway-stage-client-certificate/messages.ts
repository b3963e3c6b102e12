const generate =
  'Make one: aws apigateway generate-client-certificate --region {region}. Give its public part (aws apigateway get-client-certificate --region {region} --client-certificate-id ID) to whoever runs the servers.';
const name = 'name it in the setting clientCertificateId of apigateway-stage-client-certificate';

/** What is said of client certificates besides what is said of every setting. */
export const messages = {
  'no-http': {
    says: 'No method of the REST API calls a server over HTTP: there is nobody to whom stage {name} could show a certificate.',
  },
  'value-unknown': {
    says: 'Stage {name} has the client certificate {values}, and API Gateway does not list it among those of the Region.',
    todo: 'Look at it in the console, and give the stage a certificate that is there.',
  },
  'nothing-over-tls': {
    says: 'Every server that the API of stage {name} calls is called over plain HTTP ({servers}): no certificate is shown without TLS.',
    todo: 'Have the methods call https:// first. A certificate alone would satisfy AWS Config and change nothing.',
  },
  'no-certificate': {
    says: 'The Region has no client certificate of API Gateway for stage {name} that lives for more than 30 days. Waxseal makes none: the servers have to know it first.',
    todo: `${generate} Then ${name}.`,
  },
  'several-certificates': {
    says: 'The Region has several client certificates that stage {name} could use: {certificates}. Which one the servers know is in none of them.',
    todo: `Ask whoever runs the servers ({servers}), and ${name}.`,
  },
  'named-missing': {
    says: 'The settings name the client certificate {certificate}, and the Region has none of that name.',
    todo: `Correct the setting, or have a new one there. ${generate} Then ${name}.`,
  },
  'named-of-acm': {
    says: 'The settings name {certificate}, which is of Certificate Manager. API Gateway does not show whether it is good for that.',
    todo: 'Set it by hand: aws apigateway update-stage --region {region} --rest-api-id {api} --stage-name {stage} --patch-operations op=replace,path=/clientCertificateId,value={certificate}',
  },
  'named-over': {
    says: 'The settings name the client certificate {certificate}, which has ended ({until}).',
    todo: `${generate} Then ${name}.`,
  },
  'named-not-accepted': {
    says: 'The settings name the client certificate {certificate}, and accept only {accepted}.',
    todo: 'Make clientCertificateId one of those that the settings, or CertificateIDs of the AWS Config rule, accept.',
  },
  servers: {
    says: 'Stage {name} shows {certificate} to every server that asks for a client certificate: {servers}. One that asks and does not know it refuses the requests; some cannot do with such certificates at all. Nothing that AWS shows tells who asks.',
    todo: 'Ask whoever runs them whether the certificate (aws apigateway get-client-certificate --client-certificate-id {certificate} --region {region}) is known there.',
  },
  redeploy: {
    says: 'The guide of AWS says that an API which was deployed before is to be deployed again for this to take effect, and an undo too. Waxseal does not deploy: that would take with it whatever else was changed in the API. What the methods call was read from the API as it is written now.',
    todo: 'Deploy it to {name} afterwards, once it is known that nothing else waits to be deployed.',
  },
  'also-plain': {
    says: 'These servers are called over plain HTTP, where no certificate is shown: {servers}.',
    todo: 'Have their methods call https://.',
  },
  'server-unknown': {
    says: 'Which servers these are, and whether they are called over TLS, is in variables that stage {name} does not have: {servers}.',
    todo: 'Look at the variables of the stage before you approve.',
  },
  canary: {
    says: 'Stage {name} has a canary. AWS has one client certificate for both parts of the stage.',
    todo: 'Wait until the canary is promoted or taken away, or ask whoever runs it.',
  },
  cached: {
    says: 'Stage {name} has a cache: a server that refuses is noticed only once cached answers have ended.',
    todo: 'Watch its 5XXError metric for as long as answers are cached.',
  },
  'held-over': {
    says: 'The certificate of stage {name} has ended ({until}); AWS Config takes it all the same. An undo brings it back.',
    todo: 'Ask whoever runs the servers whether they look at the end of it.',
  },
  'held-not-accepted': {
    says: 'Stage {name} has a certificate that is not accepted, and servers may know that one alone.',
    todo: 'Ask whoever runs the servers before it is replaced.',
  },
  'ends-soon': {
    says: 'The client certificate {certificate} ends on {until}. API Gateway renews none.',
    todo: `${generate} Then change the stage to it.`,
  },
  'of-acm': {
    says: 'Stage {name} has a certificate of Certificate Manager, {certificate}, which is not looked at here.',
    todo: 'Certificate Manager tells of its end by EventBridge and in AWS Health.',
  },
} as const;
