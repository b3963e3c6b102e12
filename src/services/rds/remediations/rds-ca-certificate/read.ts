import { DescribeDBEngineVersionsCommand, RDSClient, type DBInstance } from '@aws-sdk/client-rds';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import type { Readiness } from '../../../../families/steps.ts';
import { authorityAge, isInWindow, isRunningOut } from '../../facts/certificates.ts';
import { meaningOf } from '../../facts/statuses.ts';
import { instanceById } from '../../parameters/parameter-groups.ts';
import { nobody, verifyingOf } from './verifying.ts';

/** What an engine version says of certificates. */
export interface Offer {
  readonly authorities: readonly string[];
  readonly withoutRestart: boolean;
}

/** Whose certificate RDS has been told to use: what is queued for the maintenance window counts already. */
const orderedOf = (instance: DBInstance): string | null =>
  instance.PendingModifiedValues?.CACertificateIdentifier ?? instance.CACertificateIdentifier ?? null;

/** An instance without a status is one of which nothing is known. */
const readinessOf = (status: string): Readiness => {
  const meaning = meaningOf(status);
  switch (meaning.is) {
    case 'ready':
      return { is: 'ready' };
    case 'passing':
    case 'stopped':
      return { is: 'busy', status };
    case 'people':
      return { is: 'people', status, remedy: meaning.remedy };
    case 'unheard':
      return { is: 'unheard', status: status || '(nothing)' };
  }
};

/** `null`: RDS does not list this version. */
const offerOf = async ({ Engine, EngineVersion }: DBInstance, aws: Aws): Promise<Offer | null> => {
  // A version that RDS retires is listed only if all are asked for.
  const asked = new DescribeDBEngineVersionsCommand({ Engine, EngineVersion, IncludeAll: true });
  const [found] = (await aws.use(RDSClient).send(asked)).DBEngineVersions ?? [];
  return found === undefined
    ? null
    : {
        authorities: (found.SupportedCACertificateIdentifiers ?? []).toSorted(),
        withoutRestart: found.SupportsCertificateRotationWithoutRestart === true,
      };
};

/** With what the engine version takes by now, where one would be ordered: it may have changed since the plan was made. */
export const getCertificate = async ({ id }: Target, aws: Aws) => {
  const instance = await instanceById(id, aws);
  const value = instance ? orderedOf(instance) : null;
  const isOld = instance !== undefined && value !== null && authorityAge(value) === 'expired';
  return { value, ...(isOld && { token: await offerOf(instance, aws) }) };
};

export const readCertificate = async ({ id, arn }: Target, aws: Aws) => {
  const instance = await instanceById(id, aws);
  if (!instance) return undefined;
  const { Engine: engine = '', EngineVersion: version = '', DBClusterIdentifier: cluster = null } = instance;
  const now = aws.now?.() ?? new Date();
  const named = instance.CACertificateIdentifier ?? null;
  // What clients are shown: the name of the instance's authority can be ahead of it until a restart.
  const shown = instance.CertificateDetails?.CAIdentifier ?? named;
  const queued = instance.PendingModifiedValues?.CACertificateIdentifier;
  const isOpen = isInWindow(instance.PreferredMaintenanceWindow, now);
  const arriving = queued ?? (isOpen ? (named ?? undefined) : undefined);
  const until = instance.CertificateDetails?.ValidTill;
  // Asked only where a certificate would be replaced.
  const isDue = shown !== null && authorityAge(shown) === 'expired' && arriving === undefined;
  const [offer, verifying] = isDue
    ? await Promise.all([offerOf(instance, aws), verifyingOf(instance, aws)])
    : [null, nobody];
  return {
    held: [{ on: arn, value: shown, ...(arriving !== undefined && { arriving }) }],
    readiness: readinessOf(instance.DBInstanceStatus ?? ''),
    name: instance.DBInstanceIdentifier ?? id,
    around: {
      engine,
      version,
      cluster,
      /** What RDS names and does not show, with nothing queued: it comes with a restart. */
      outstanding: arriving === undefined && named !== shown ? named : null,
      // The day, where it is near: a plan that names it stays the same plan.
      until: until && isRunningOut(until, now) ? until.toISOString().slice(0, 10) : null,
      offer,
      verifying,
    },
  };
};
