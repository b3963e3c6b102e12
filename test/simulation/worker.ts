import { parentPort, workerData } from 'node:worker_threads';
import { work, type Share } from './work.ts';

const share: Share = workerData;
const port = parentPort;
if (!port) throw new Error('this file is a worker of test/simulation/run.ts');
port.postMessage({ tally: await work(share, (runs) => port.postMessage({ runs })) });
