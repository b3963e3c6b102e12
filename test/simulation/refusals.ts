import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { prefixOf } from '../kit/contracts.ts';

/** Functions of the sandbox that make a refusal, as calls of them begin. */
const makers = /\b(?:refuse|refused)\(\s*'(\w+)'|\bnotFound\(\s*'(\w+Exception)'/g;

/** Every refusal that the sandbox's services can make, by the error's name, as their sources have them. */
export const refusalsInSources = (): readonly string[] => {
  const folder = join(import.meta.dirname, '../../src/services');
  const names = globSync(join(folder, '*/sandbox/*.ts')).flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    const service = basename(dirname(dirname(file)));
    const prefix = prefixOf(service);
    return [...text.matchAll(makers)].map(([, made, missing]) => `${prefix}:${made ?? missing}`);
  });
  return [...new Set(names)].toSorted();
};
