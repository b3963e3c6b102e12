import { probeInVpc } from '../src/adapters/deployment/probe-in-vpc.ts';

/** In a VPC: asked by the other functions what a client meets at a private address. */
export const handler = (event: unknown) => probeInVpc(event, process.env);
