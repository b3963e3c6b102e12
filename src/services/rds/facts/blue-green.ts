/** The parts of a blue/green deployment that say whom it is about, and how far it is. */
export interface BlueGreenDeployment {
  readonly BlueGreenDeploymentIdentifier?: string | undefined;
  readonly BlueGreenDeploymentName?: string | undefined;
  readonly Source?: string | undefined;
  readonly Target?: string | undefined;
  readonly Status?: string | undefined;
  /** Every instance of both sides, replicas too. */
  readonly SwitchoverDetails?:
    | readonly { readonly SourceMember?: string | undefined; readonly TargetMember?: string | undefined }[]
    | undefined;
}

/** One that an instance takes part in, and that is not over. */
export interface Deployment {
  readonly name: string;
  /** `blue` is production until the switchover, and `green` what takes its place. */
  readonly side: 'blue' | 'green';
  /** Empty: RDS did not say. */
  readonly status: string;
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_BlueGreenDeployment.html */
const over: ReadonlySet<string> = new Set(['SWITCHOVER_COMPLETED', 'DELETING']);

const passing: ReadonlySet<string> = new Set(['PROVISIONING', 'SWITCHOVER_IN_PROGRESS']);

/** Whether RDS copies or renames instances of it just now; that passes by itself. */
export const isUnderWay = ({ status }: Deployment): boolean => passing.has(status);

/** What an instance, by its ARN, takes part in. A status that nobody knows is not over. */
export const deploymentsOf = (
  arn: string,
  deployments: readonly BlueGreenDeployment[],
): readonly Deployment[] => {
  const isIt = (other: string | undefined): boolean => other?.toLowerCase() === arn.toLowerCase();
  return deployments
    .flatMap((one): readonly Deployment[] => {
      const { Source, Target, SwitchoverDetails = [], Status: status = '' } = one;
      if (over.has(status)) return [];
      const name = one.BlueGreenDeploymentName ?? one.BlueGreenDeploymentIdentifier ?? '(no name)';
      const blue = [Source, ...SwitchoverDetails.map(({ SourceMember }) => SourceMember)];
      const green = [Target, ...SwitchoverDetails.map(({ TargetMember }) => TargetMember)];
      if (blue.some(isIt)) return [{ name, side: 'blue', status }];
      return green.some(isIt) ? [{ name, side: 'green', status }] : [];
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
};
