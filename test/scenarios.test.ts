import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readScenario } from '../src/sandbox/scenario/file.ts';
import { playScenario } from '../src/sandbox/scenario/scenario.ts';
import { engine } from './kit/engine.ts';

const folder = join(import.meta.dirname, 'scenarios');

describe('scenarios', () => {
  const files = readdirSync(folder).toSorted();

  test.each(files)('%s', async (name) => {
    const scenario = readScenario(readFileSync(join(folder, name), 'utf8'), name);
    const { problems } = await playScenario(scenario, name, engine);
    expect(problems).toEqual([]);
  });
});
