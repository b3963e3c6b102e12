import type { Deployment, ServiceConnectService } from '@aws-sdk/client-ecs';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { serviceOf } from '../../parameters/services.ts';

interface Offered {
  /** The name of the port in the task definition. */
  readonly port: string;
  /** `null`: without TLS. Empty: with TLS, and ECS does not say by whose certificates. */
  readonly authority: string | null;
}

export interface DeploymentSeen {
  readonly id: string;
  readonly isPrimary: boolean;
  /** `COMPLETED`, `IN_PROGRESS`, `FAILED`; `null`: not told, as by services that are not deployed by ECS itself. */
  readonly rollout: string | null;
  /** `null`: it has no configuration of Service Connect. */
  readonly connect: {
    readonly enabled: boolean | null;
    readonly namespace: string | null;
    readonly services: readonly Offered[];
  } | null;
}

export interface State {
  readonly name: string;
  readonly cluster: string;
  /** `ACTIVE`, `DRAINING`, `INACTIVE`. */
  readonly status: string;
  /** `ECS`, `CODE_DEPLOY`, `EXTERNAL`. */
  readonly controller: string;
  readonly isBalanced: boolean;
  readonly deployments: readonly DeploymentSeen[];
}

const offeredIn = ({ portName, tls }: ServiceConnectService): Offered => ({
  port: portName ?? '(no name)',
  authority: tls ? (tls.issuerCertificateAuthority?.awsPcaAuthorityArn ?? '') : null,
});

const seen = ({
  id,
  status,
  rolloutState,
  serviceConnectConfiguration: connect,
}: Deployment): DeploymentSeen => ({
  id: id ?? '(no id)',
  isPrimary: status === 'PRIMARY',
  rollout: rolloutState ?? null,
  connect: connect
    ? {
        enabled: connect.enabled ?? null,
        namespace: connect.namespace ?? null,
        services: (connect.services ?? []).map(offeredIn).toSorted((a, b) => (a.port < b.port ? -1 : 1)),
      }
    : null,
});

/** `undefined`: it is gone. */
export const readService = async ({ arn }: Target, aws: Aws): Promise<State | undefined> => {
  const service = await serviceOf(arn, aws);
  if (!service) return undefined;
  const {
    serviceName,
    clusterArn = '',
    status,
    deploymentController,
    loadBalancers,
    deployments = [],
  } = service;
  return {
    name: serviceName ?? arn,
    cluster: clusterArn.split('/').at(-1) ?? clusterArn,
    status: status ?? 'not told',
    controller: deploymentController?.type ?? 'ECS',
    isBalanced: (loadBalancers ?? []).length > 0,
    // One that was wholly replaced runs nothing any more.
    deployments: deployments
      .filter((one) => one.status !== 'INACTIVE')
      .map(seen)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  };
};
