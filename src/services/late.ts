import type { Catalog } from '../core/model/catalog.ts';

/** The catalog for whoever must start quickly. */
export const loadCatalog = async (): Promise<Catalog> => (await import('./index.ts')).catalog;
