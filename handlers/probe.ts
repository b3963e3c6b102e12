import { probeInVpc } from '../src/adapters/deployment/probe-in-vpc.ts';

/** In a VPC: asked by the other functions what a client meets at a private address. It has no ports: no journal, no policy, no AWS. */
export const withEnvironment = (env: Readonly<Record<string, string | undefined>>) => (event: unknown) =>
  probeInVpc(event, env);

export const handler = withEnvironment(process.env);
