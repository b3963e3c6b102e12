import { bareClient, sendWaves } from './bare.ts';

/**
 * A process of its own that does with the SDK alone what a script would: `bare-loop.js WAVES FLEET`. `WAVES`: a JSON list
 * of what is sent together for one bucket; 32 buckets at one time.
 */
const atOnce = 32;
const [wavesText = '[]', count = '0'] = process.argv.slice(2);
const waves: unknown = JSON.parse(wavesText);
const isWaves = (value: unknown): value is readonly (readonly string[])[] =>
  Array.isArray(value) && value.every((wave) => Array.isArray(wave));
if (!isWaves(waves)) throw new Error('waves are lists of names of operations');

const s3 = bareClient();
let next = 0;
const worker = async (): Promise<void> => {
  while (next < Number(count)) {
    const name = `fleet-${String(next).padStart(6, '0')}`;
    next += 1;
    await sendWaves(s3, name, waves);
  }
};
await Promise.all(Array.from({ length: atOnce }, worker));
process.exit();
