import { readinessBy, type Readiness } from '../../../../families/steps.ts';

/** https://docs.aws.amazon.com/apigateway/latest/api/API_DomainName.html */
const byStatus = readinessBy({
  ready: ['AVAILABLE'],
  busy: ['UPDATING', 'PENDING'],
  people: {
    FAILED:
      'Look at domainNameStatusMessage (aws apigateway get-domain-name), and repeat or take back what failed.',
    PENDING_CERTIFICATE_REIMPORT: 'Import its certificate into AWS Certificate Manager again.',
    PENDING_OWNERSHIP_VERIFICATION:
      'Show that the name is yours, by a public certificate of AWS Certificate Manager (ownershipVerificationCertificateArn).',
  },
});

/** AWS changes no policy of a name with several types of endpoint. */
export const readinessOf = (status: string, types: readonly string[]): Readiness =>
  types.length > 1
    ? {
        is: 'people',
        status: `of several endpoint types (${types.toSorted().join(', ')})`,
        remedy:
          'AWS changes the security policy of a name with one endpoint type only: take out all but one first.',
      }
    : byStatus(status);
