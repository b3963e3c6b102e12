/** What made a resource and may put it back as it was described there. */
export interface OwnedBy {
  /** `cloudformation`, `terraform`, `kubernetes` …: which source change helps. */
  readonly by: string;
  readonly name: string;
  readonly says: string;
}

/** Who and what surrounds a resource: read once per look. */
export interface Surroundings {
  readonly tags: Readonly<Record<string, string>>;
  /** Who answers for it. */
  readonly owner?: string;
  /** What made it; absent: no tag tells, which is not to say that nothing did. */
  readonly ownedBy?: OwnedBy;
  /** Where its account stands in the organization, such as `/prod/payments`; read only when the policy needs it. */
  readonly ou?: string;
}
