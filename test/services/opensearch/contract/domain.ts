/** What AWS itself changes of a domain while it carries a change out. */
export const follows = /^\.(?:Processing|DomainProcessingStatus|ConfigChangeStatus|State)$/;

/** Somebody moves the hour of the snapshots. */
export const besides = (_world: unknown, DomainName: string) => ({
  write: {
    operation: 'opensearch:UpdateDomainConfig',
    input: { DomainName, SnapshotOptions: { AutomatedSnapshotStartHour: 4 } },
  },
  path: `opensearch.Domains[${DomainName}].SnapshotHour`,
  shows: 4,
});
