import type { Listing } from '../../core/model/catalog.ts';
import type { Report, Rows } from '../../report/model.ts';
import type { Beside } from './beside.ts';
import type { Posed } from '../../report/posture/posed.ts';

/** What a posture is made from, of a report that is about everything. */
export const posedOf = (
  { at, items, unlisted, map, certificates, stops }: Report & Partial<Pick<Beside, 'stops'>>,
  { entries, findings }: Pick<Rows, 'entries' | 'findings'>,
  { listings }: { readonly listings: readonly Listing[] },
): Posed => {
  const concerns = new Map(listings.map((listing) => [listing.id, listing.concerns]));
  return {
    at,
    looked: map !== undefined,
    items,
    unlisted,
    ...(map && { map }),
    ...(map && stops && { stops }),
    ...(map && certificates && { certificates }),
    entries,
    findings,
    concerns: (id) => concerns.get(id),
  };
};
