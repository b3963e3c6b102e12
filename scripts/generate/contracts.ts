import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { root } from './units.ts';

const header = '// Written by scripts/generate.ts from the rooms of the services: run `npm run generate`.\n';

/** A folder's name as a name in code: `private-ca` → `privateCa`. */
const inCode = (folder: string): string =>
  folder.replaceAll(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());

/** What the services' tests say of them, by the service's folder: from file names alone. */
export const contractsIndex = (): string => {
  const services = globSync('*/contract.ts', { cwd: fileURLToPath(new URL('test/services/', root)) })
    .map((file) => file.replaceAll('\\', '/').split('/')[0] ?? '')
    .toSorted();
  return `${header}
import type { Contract } from '../kit/contract.ts';
${services.map((name) => `import { contract as ${inCode(name)} } from './${name}/contract.ts';`).join('\n')}

/** By the service's folder. */
export const contracts: Readonly<Record<string, Contract>> = {
${services.map((name) => (inCode(name) === name ? `  ${name},` : `  '${name}': ${inCode(name)},`)).join('\n')}
};
`;
};
