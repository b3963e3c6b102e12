import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { formatted } from './format.ts';
import { root } from './units.ts';

const header = '// Written by scripts/generate.ts from the rooms of the services: run `npm run generate`.\n';

interface Sandbox {
  readonly service: string;
  /** Whether accounts hold anything of it, always or when their file says so. */
  readonly slice: 'always' | 'optional' | 'none';
}

/** What one service says of its sandbox; `undefined`: that it has none. */
const sandboxOf = async (service: string, services: URL): Promise<Sandbox | undefined> => {
  const path = `${service}/sandbox/index.ts`;
  const where = `src/services/${path}`;
  if (!/^[a-z][a-z0-9]*$/.test(service))
    throw new Error(`src/services/${service} is no name for a service: small letters and digits only.`);
  if (!existsSync(new URL(path, services)))
    throw new Error(`${where} is missing: write the sandbox of the service, or why it has none.`);
  const module: unknown = await import(new URL(path, services).href);
  const room: unknown =
    typeof module === 'object' && module !== null ? Reflect.get(module, 'default') : undefined;
  if (typeof room !== 'object' || room === null) throw new Error(`${where} has no default export.`);
  if ('none' in room) return undefined;
  if (!('operations' in room)) throw new Error(`${where} exports something that is not a sandbox.`);
  const slice = 'records' in room ? ('optional' in room ? 'optional' : 'always') : 'none';
  return { service, slice };
};

const typeName = (service: string): string => `${service.charAt(0).toUpperCase()}${service.slice(1)}`;

const slicesFile = (all: readonly Sandbox[]): string => `${header}
${all.map(({ service }) => `import type { Slice as ${typeName(service)} } from './${service}/sandbox/index.ts';`).join('\n')}

/** What an account in memory holds, service by service. One that is absent may not be looked into. */
export interface Slices {
${all.map(({ service, slice }) => `  readonly ${service}${slice === 'optional' ? '?' : ''}: ${typeName(service)};`).join('\n')}
}
`;

const registryFile = (all: readonly Sandbox[]): string => `${header}
import type { Rooms } from '../sandbox/room.ts';
${all.map(({ service }) => `import ${service} from './${service}/sandbox/index.ts';`).join('\n')}

/** Every service that the sandbox plays, by the name of its folder. */
export const rooms = { ${all.map(({ service }) => service).join(', ')} } satisfies Rooms;
`;

/** The registry of the sandbox: from the rooms alone, so that it can be written when it is not there. */
export const sandboxFiles = async (
  services = new URL('src/services/', root),
): Promise<readonly (readonly [path: string, text: string])[]> => {
  const folders = readdirSync(fileURLToPath(services), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
  const all: Sandbox[] = [];
  for (const folder of folders) {
    const sandbox = await sandboxOf(folder, services);
    if (sandbox) all.push(sandbox);
  }
  const [slices, registry] = ['src/services/slices.ts', 'src/services/sandbox.ts'];
  return [
    [slices, formatted(slices, slicesFile(all.filter(({ slice }) => slice !== 'none')))],
    [registry, formatted(registry, registryFile(all))],
  ];
};
