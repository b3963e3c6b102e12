/** What a service says of its deployments, collected as it is read: what was read is true even if the rest is not read. */
export interface Found {
  readonly routes: { readonly by: string; readonly on: string }[];
  readonly external: string[];
  /** AWS left out something that was asked for. */
  incomplete: boolean;
  /** To be called before each call to AWS; throws when there have been enough. */
  readonly count: () => void;
}
