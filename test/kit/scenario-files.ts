import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readScenario, type ScenarioFile } from '../../src/sandbox/scenario/file.ts';

export interface Named {
  readonly name: string;
  readonly scenario: ScenarioFile;
}

const folder = join(import.meta.dirname, '..');

/** Those that are about Waxseal as a whole, and those of each service. */
export const scenarios: readonly Named[] = globSync(['scenarios/*.yaml', 'services/*/scenarios/*.yaml'], {
  cwd: folder,
})
  .map((path) => {
    const name = basename(path);
    return { name, scenario: readScenario(readFileSync(join(folder, path), 'utf8'), name) };
  })
  .toSorted((a, b) => (a.name < b.name ? -1 : 1));
