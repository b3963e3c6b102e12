import { createHash } from 'node:crypto';
import { refuse, type Refusal } from '../world.ts';

/** What a service calls an ETag or a revision: another one for every other record, the same for the same. */
export const revisionOf = (record: object): string =>
  `E${createHash('sha256').update(JSON.stringify(record)).digest('hex').slice(0, 13).toUpperCase()}`;

/** Why a put is refused that was made from another state than the one that is there; `undefined`: it was not. */
export const revisionRefusal = (
  record: object,
  given: string | undefined,
  { name, because }: { readonly name: string; readonly because: string },
): Refusal | undefined =>
  given === revisionOf(record)
    ? undefined
    : refuse(name, 412, 'It has been changed since the revision that was given.', because);
