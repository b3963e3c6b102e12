const named = 'name it in the setting serverName of apigateway-integration-private-tls';

/** What is said of private integrations besides what is said of every setting. */
export const messages = {
  'not-private': {
    says: 'Integration {name} goes by no VPC link of an HTTP API; only such a one has a TLS configuration.',
  },
  'listener-gone': {
    says: 'Integration {name} leads to {backend}, and there is no such listener.',
    todo: 'Have the integration lead to a listener that is there.',
  },
  'listener-not-tls': {
    says: 'Integration {name} leads to a listener that speaks {protocol} ({backend}): with TLS every call would fail. Listeners of the same load balancer that speak TLS: {others}.',
    todo: 'Where one of them answers as this one does, change both at once: aws apigatewayv2 update-integration --region {region} --api-id {api} --integration-id {integration} --integration-uri (its ARN) --tls-config ServerNameToVerify=(a name on its certificate). Else give the load balancer one first.',
  },
  'listener-verifies': {
    says: 'The listener that integration {name} leads to ({backend}) asks for client certificates and verifies them, and HTTP APIs show none there.',
    todo: 'Have the integration lead to a listener that does not verify client certificates.',
  },
  'no-name': {
    says: 'No certificate of {backend} that could be read is for one whole name ({names}).',
    todo: `A certificate for *.example.com is for orders.example.com too: where the name is known, ${named}.`,
  },
  'several-names': {
    says: 'The certificates of {backend} are for several names: {names}.',
    todo: `Choose the one that is meant, and ${named}.`,
  },
  'name-not-covered': {
    says: 'The settings say {server}, and no certificate of {backend} is for that name ({names}).',
    todo: 'Correct the setting, or give the listener such a certificate.',
  },
  'name-needed': {
    says: 'Behind {backend} servers themselves would have to speak TLS, and nothing that AWS shows tells whether they do and by which name.',
    todo: `Ask whoever runs them. Where they do, ${named}.`,
  },
  'servers-unseen': {
    says: 'Behind {backend} servers themselves would have to speak TLS with a certificate for {server}. Nothing that AWS shows tells whether they do: if not, every call by integration {name} fails.',
    todo: 'Try it from within the VPC: openssl s_client -connect (address and port of each) -servername {server} -verify_return_error.',
  },
  'name-unread': {
    says: 'Certificates of {backend} could not be read ({count}): whether one is for {server} is not known.',
    todo: 'Allow acm:DescribeCertificate, or look at them before you approve.',
  },
  'trust-unseen': {
    says: 'A certificate for {server} at {backend} was not issued by Certificate Manager. API Gateway takes those of public authorities only, and Waxseal has not looked at who signed it.',
    todo: 'Look at its issuer: aws acm describe-certificate --region {region} --certificate-arn ARN (aws elbv2 describe-listener-certificates names those of a listener). One that is signed by a private authority, or by itself, would have every call fail.',
  },
  'at-once': {
    says: 'Stages of the API that deploy by themselves take it at once: {stages}.',
    todo: 'Choose a time at which somebody watches their 5xx metric.',
  },
  'to-deploy': {
    says: 'Stages of the API that do not deploy by themselves go on as they are, also after an undo: {stages}. Waxseal does not deploy: that would take with it whatever else was changed in the API.',
    todo: 'Deploy the API to them afterwards: aws apigatewayv2 create-deployment --region {region} --api-id {api} --stage-name (each).',
  },
  'undo-unsure': {
    says: 'No page of AWS says how a TLS configuration is taken away again. An undo sends an empty one, and fails where AWS still shows one afterwards.',
    todo: 'Know how to go back: by hand, or by an integration that is made anew.',
  },
  'refuses-plain': {
    says: 'A listener that speaks TLS refuses plain HTTP, which integration {name} sends it now: its calls fail already, or nobody makes any.',
  },
  unchecked: {
    says: 'Integration {name} uses TLS and verifies no server name.',
    todo: 'Name the server, so that another one with a certificate is not taken for it.',
  },
} as const;
