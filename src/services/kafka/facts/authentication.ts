/** How clients prove who they are, as MSK describes a provisioned cluster. */
interface ClientAuthentication {
  readonly Sasl?:
    | {
        readonly Iam?: { readonly Enabled?: boolean | undefined } | undefined;
        readonly Scram?: { readonly Enabled?: boolean | undefined } | undefined;
      }
    | undefined;
  readonly Tls?:
    | {
        readonly Enabled?: boolean | undefined;
        readonly CertificateAuthorityArnList?: readonly string[] | undefined;
      }
    | undefined;
  readonly Unauthenticated?: { readonly Enabled?: boolean | undefined } | undefined;
}

export interface Authentication {
  /** The ways that are on, as people know them. */
  readonly ways: readonly string[];
  /** Whether clients are let in that prove nothing. `null`: MSK does not say. */
  readonly unauthenticated: boolean | null;
}

/** https://docs.aws.amazon.com/msk/1.0/apireference/clusters-clusterarn.html */
export const authenticationIn = (told: ClientAuthentication | undefined): Authentication => {
  const { Sasl, Tls, Unauthenticated } = told ?? {};
  // Clusters of before `Enabled` tell of TLS by its authorities alone.
  const isMutual = Tls?.Enabled ?? (Tls?.CertificateAuthorityArnList ?? []).length > 0;
  return {
    ways: [
      ...(Sasl?.Iam?.Enabled === true ? ['IAM'] : []),
      ...(Sasl?.Scram?.Enabled === true ? ['SASL/SCRAM'] : []),
      ...(isMutual ? ['client certificates'] : []),
    ],
    unauthenticated: Unauthenticated?.Enabled ?? null,
  };
};

/** Whether MSK speaks TLS_PLAINTEXT only with unauthenticated access. https://docs.aws.amazon.com/msk/latest/developerguide/msk-update-security.html */
export const isBySasl = ({ ways }: Pick<Authentication, 'ways'>): boolean =>
  ways.includes('IAM') || ways.includes('SASL/SCRAM');
