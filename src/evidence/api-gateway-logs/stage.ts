/** One stage of an API, and where it writes who called it. */
export interface Stage {
  readonly api: string;
  readonly name: string;
  readonly isRest: boolean;
  readonly destination?: string;
  readonly format?: string;
}

/** An ARN and a text, each only if it is there. */
export const stageOf = (
  api: string,
  name: string,
  isRest: boolean,
  { destination, format }: { readonly destination: string | undefined; readonly format: string | undefined },
): Stage => ({
  api,
  name,
  isRest,
  ...(destination !== undefined && { destination }),
  ...(format !== undefined && { format }),
});
