import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** S3 as a process of its own (`endpoint.ts`), and the environment of whoever is to talk with it. */
export const startEndpoint = async (...given: readonly string[]) => {
  const path = fileURLToPath(new URL('endpoint.ts', import.meta.url));
  const endpoint = spawn(process.execPath, [path, ...given], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = await once(createInterface(endpoint.stdout), 'line');
  const address = String(line);
  return {
    address,
    env: {
      PATH: process.env['PATH'] ?? '',
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'bench',
      AWS_SECRET_ACCESS_KEY: 'bench',
      AWS_ENDPOINT_URL: address,
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    end: () => endpoint.stdin.end(),
  };
};
