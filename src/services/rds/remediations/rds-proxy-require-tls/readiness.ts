import { readinessBy, type Readiness } from '../../../../families/steps.ts';

const look =
  'See what keeps it from working (aws rds describe-db-proxies, and the log of the proxy); it is evaluated again afterwards.';

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBProxy.html */
export const readinessOf: (status: string) => Readiness = readinessBy({
  ready: ['available'],
  busy: ['creating', 'deleting', 'modifying', 'reactivating', 'suspending'],
  people: {
    'incompatible-network':
      'Give the subnets of the proxy free addresses, or make the proxy anew in others; it is evaluated again afterwards.',
    'insufficient-resource-limits': look,
    suspended: look,
  },
});
