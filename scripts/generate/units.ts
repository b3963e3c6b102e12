import { readdirSync } from 'node:fs';
import type { Remediation } from '../../src/core/model/remediation.ts';
import type { Resource } from '../../src/core/model/resource.ts';

export const root = new URL('../../', import.meta.url);

/** One file of a folder of units, loaded. */
export interface Unit<Of> {
  readonly file: string;
  readonly unit: Of;
}

/** Ids order the registries, the docs and the table, whatever the file system says. */
const filesOf = (folder: string): readonly string[] =>
  readdirSync(new URL(folder, root))
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
    .toSorted();

const load = async (folder: string, file: string): Promise<object> => {
  const module: unknown = await import(new URL(`${folder}${file}`, root).href);
  const unit: unknown =
    typeof module === 'object' && module !== null ? Reflect.get(module, 'default') : undefined;
  if (typeof unit === 'object' && unit !== null) return unit;
  throw new Error(`${folder}${file} has no default export: export the unit as default.`);
};

const isRemediation = (unit: object): unit is Remediation =>
  'meta' in unit && 'plan' in unit && 'fields' in unit;
const isResource = (unit: object): unit is Resource => 'type' in unit && 'root' in unit && 'list' in unit;

const checked = async <Of extends object>(
  folder: string,
  is: (unit: object) => unit is Of,
  what: string,
): Promise<readonly Unit<Of>[]> => {
  const units: Unit<Of>[] = [];
  for (const file of filesOf(folder)) {
    const unit = await load(folder, file);
    if (!is(unit)) throw new Error(`${folder}${file} exports something that is not a ${what}.`);
    units.push({ file, unit });
  }
  return units;
};

/** Every remediation, by file name. */
export const allRemediations = () => checked('src/remediations/', isRemediation, 'remediation');
/** Every resource, by file name. */
export const allResources = () => checked('src/resources/', isResource, 'resource');

/** `AWS::S3::Bucket` → `aws-s3-bucket`: the name of a resource's file. */
export const fileNameOf = (type: string): string => type.toLowerCase().replaceAll('::', '-');
