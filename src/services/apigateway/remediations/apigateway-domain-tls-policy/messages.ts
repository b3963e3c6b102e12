/** What is said of the security policy of a domain name besides what the family says. */
export const messages = {
  'clients-of-all': {
    says: 'All clients of all APIs that {name} leads to meet its policy. AWS says that a REST API has one of its own, which counts for them as well.',
    todo: 'Ask the owners of all these APIs; remediate the REST APIs too (apigateway-rest-api-tls-policy).',
  },
  'mutual-tls': {
    says: 'Clients of {name} show certificates (mutual TLS): AWS takes no policy there that begins with SecurityPolicy_. {target} is the most that can be; APIGateway.11 goes on failing.',
    todo: 'Suppress the finding of Security Hub once this is applied.',
  },
  'http-apis': {
    says: '{name} leads to HTTP or WebSocket APIs: AWS takes no policy there that begins with SecurityPolicy_. {target} is the most that can be; APIGateway.11 goes on failing.',
    todo: 'Suppress the finding of Security Hub once this is applied, or give those APIs a name of their own.',
  },
  'takes-time': {
    says: 'API Gateway works on {name} for about 15 minutes then, and takes no other change meanwhile. The endpoint access mode becomes BASIC where none is set.',
    todo: 'Once its access logs show no request that STRICT would refuse, set the endpoint access mode to STRICT by hand; that cannot be taken back without 15 minutes in which nobody is served.',
  },
} as const;
