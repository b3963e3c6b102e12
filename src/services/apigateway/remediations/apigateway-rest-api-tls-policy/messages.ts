/** What is said of the security policy of a REST API besides what the family says. */
export const messages = {
  redeploy: {
    says: 'The guide of AWS says that REST API {name} is to be deployed again for the change to take effect, and an undo too. Waxseal does not deploy: a deployment takes with it whatever else was changed in the API since the last one.',
    todo: 'Deploy its stages afterwards, once it is known that nothing else waits to be deployed.',
  },
  'takes-time': {
    says: 'API Gateway works on REST API {name} for about 15 minutes then. It answers meanwhile, and takes no other change.',
    todo: 'Choose a time at which nobody deploys.',
  },
  'by-domain-only': {
    says: 'The endpoint of REST API {name} itself is off: all its clients come by custom domain names, and meet this policy there as well, whatever the policy of the name.',
    todo: 'Look at the access logs of all stages that a name leads to.',
  },
} as const;
