import { writeFileSync } from 'node:fs';
import { documentPages } from './pages.ts';

/** Writes `docs/json` from the schemas: `node src/cli/documents/write.ts`. */
for (const [name, content] of Object.entries(documentPages()))
  writeFileSync(new URL(`../../../docs/json/${name}`, import.meta.url), content);
