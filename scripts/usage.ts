import { fileURLToPath } from 'node:url';

/**
 * Prints how a script is called and ends it, when `--help` or `-h` asks for that: before anything is done. `script`: its
 * `import.meta.url`; for a program that only imports the script nothing is said.
 */
export const usage = (text: string, script: string): void => {
  if (process.argv[1] !== fileURLToPath(script)) return;
  if (!process.argv.slice(2).some((word) => word === '--help' || word === '-h')) return;
  console.log(text);
  process.exit(0);
};
