import type { Catalog } from '../../core/model/catalog.ts';
import type { About, Exported } from '../../exports/source.ts';
import type { Report } from '../../report/model.ts';

/** A report with what there is to say of its remediations. A journal may know some that this build does not. */
export const exportedOf = async (report: Report, catalog: Catalog, version: string): Promise<Exported> => {
  const known = new Set(catalog.listings.map(({ id }) => id));
  const ids = new Set([...report.items, ...report.gone].map(({ remediation }) => remediation));
  const metas: readonly About[] = await Promise.all(
    [...ids].filter((id) => known.has(id)).map(async (id) => (await catalog.remediation(id)).meta),
  );
  return { report, about: new Map(metas.map((meta) => [meta.id, meta])), version };
};
