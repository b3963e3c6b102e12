import { existsSync, globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Service } from '../../src/aws/iam/service.ts';
import type { Remediation } from '../../src/core/model/remediation.ts';
import type { Resource } from '../../src/core/model/resource.ts';

export const root = new URL('../../', import.meta.url);

/** One file of a service's rooms, loaded. */
export interface Unit<Of> {
  /** From `src/services/`: `s3/resources/aws-s3-bucket.ts`. */
  readonly file: string;
  readonly unit: Of;
}

const services = new URL('src/services/', root);

/** The files of one kind of room in all services, by file name: ids order the registries, the docs and the table. */
const filesOf = (kind: 'remediations' | 'resources'): readonly string[] =>
  globSync(`*/${kind}/*.ts`, { cwd: fileURLToPath(services) })
    .map((file) => file.replaceAll('\\', '/'))
    .toSorted((a, b) => (baseOf(a) < baseOf(b) ? -1 : 1));
const baseOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1);

const load = async (file: string): Promise<object> => {
  const module: unknown = await import(new URL(file, services).href);
  const unit: unknown =
    typeof module === 'object' && module !== null ? Reflect.get(module, 'default') : undefined;
  if (typeof unit === 'object' && unit !== null) return unit;
  throw new Error(`src/services/${file} has no default export: export the unit as default.`);
};

const isRemediation = (unit: object): unit is Remediation =>
  'meta' in unit && 'plan' in unit && 'fields' in unit;
const isResource = (unit: object): unit is Resource => 'type' in unit && 'root' in unit && 'list' in unit;

const checked = async <Of extends object>(
  kind: 'remediations' | 'resources',
  is: (unit: object) => unit is Of,
  what: string,
): Promise<readonly Unit<Of>[]> => {
  const units: Unit<Of>[] = [];
  for (const file of filesOf(kind)) {
    const unit = await load(file);
    if (!is(unit)) throw new Error(`src/services/${file} exports something that is not a ${what}.`);
    units.push({ file, unit });
  }
  return units;
};

/** Every remediation, by file name. */
export const allRemediations = () => checked('remediations', isRemediation, 'remediation');
/** Every resource, by file name. */
export const allResources = () => checked('resources', isResource, 'resource');

/** `AWS::S3::Bucket` → `aws-s3-bucket`: the name of a resource's file. */
export const fileNameOf = (type: string): string => type.toLowerCase().replaceAll('::', '-');

/** What one file of a service's room says, loaded. */
export interface Room<Of> {
  readonly room: string;
  readonly unit: Of;
}

/** The folders of the services. */
export const rooms = (): readonly string[] =>
  globSync('*/', { cwd: fileURLToPath(services) })
    .map((room) => room.replaceAll(/[\\/]/g, ''))
    .toSorted();

const isService = (unit: object): unit is Service => 'client' in unit && 'prefix' in unit && 'iam' in unit;

/** What every room says of its service. A folder without `service.ts` is an error by name. */
export const allServices = async (): Promise<readonly Room<Service>[]> => {
  const found: Room<Service>[] = [];
  for (const room of rooms()) {
    const file = `${room}/service.ts`;
    if (!existsSync(new URL(file, services)))
      throw new Error(
        `src/services/${room} has no service.ts: say what its client, operations and kinds are.`,
      );
    const unit = await load(file);
    if (!isService(unit)) throw new Error(`src/services/${file} exports something that is not a service.`);
    found.push({ room, unit });
  }
  return found;
};
