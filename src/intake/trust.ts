/** Everybody may speak of their own account. Who else may speak of whom is said by the policy, and nobody by default. */
export interface Trust {
  /** Accounts that may speak of each other. */
  readonly accounts?: readonly string[];
  /** Accounts that may speak of all: a delegated administrator of Security Hub, the owner of a central topic. */
  readonly hubs?: readonly string[];
}

/** Whether what `speakers` say of a resource of the account `about` counts. */
export const mayBeSaidOf = (
  about: string,
  speakers: readonly string[],
  { accounts = [], hubs = [] }: Trust,
): boolean =>
  speakers.every(
    (one) => one === about || hubs.includes(one) || (accounts.includes(one) && accounts.includes(about)),
  );
