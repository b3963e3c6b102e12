import { parseArn } from '../../aws/arn.ts';
import type { Globals } from '../input/globals.ts';
import type { Caller, Host } from './host.ts';
import { regionNamed } from '../input/regions.ts';
import { UsageError } from '../input/usage.ts';

const noRegion = (): UsageError =>
  new UsageError(
    'no-region',
    'No AWS Region is given or configured.',
    'Give --region eu-west-1 (repeatable), or set AWS_REGION, or configure one in your AWS profile.',
  );

/** Asks the SDK, which knows profiles. */
const configured = async (): Promise<string | undefined> => {
  const { STSClient } = await import('@aws-sdk/client-sts');
  try {
    return await new STSClient({}).config.region();
  } catch {
    return undefined;
  }
};

/** The Regions given on the command line, or the one that AWS's own tools would use. */
export const regionsOf = async (host: Host, { regions }: Globals): Promise<readonly string[]> => {
  if (regions.length > 0) return [...new Set(regions)];
  const named = host.env['AWS_REGION'] || host.env['AWS_DEFAULT_REGION'] || undefined;
  if (named !== undefined) return [regionNamed(named)];
  // A host that is not this process has no profiles.
  const profile = host.env === process.env ? await configured() : undefined;
  if (profile === undefined) throw noRegion();
  return [regionNamed(profile)];
};

/**
 * Whose credentials these are, and what time AWS has. Needs no permission. `sent` is called when the question is on its way.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export const callerOf = async (region: string, sent: () => void = () => {}): Promise<Caller> => {
  const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts');
  const client = new STSClient({ region, maxAttempts: 3 });
  let date: string | undefined;
  client.middlewareStack.add(
    (next) => async (args) => {
      const asking = next(args);
      sent();
      const result = await asking;
      const response: unknown = result.response;
      const headers: unknown =
        typeof response === 'object' && response !== null ? Reflect.get(response, 'headers') : undefined;
      const told: unknown =
        typeof headers === 'object' && headers !== null ? Reflect.get(headers, 'date') : undefined;
      if (typeof told === 'string') date = told;
      return result;
    },
    { step: 'deserialize', name: 'waxsealDate', priority: 'low' },
  );
  try {
    const { Account: account = '', Arn: arn = '' } = await client.send(new GetCallerIdentityCommand({}));
    return {
      account,
      arn,
      partition: parseArn(arn)?.partition ?? 'aws',
      ...(date !== undefined && { date }),
    };
  } finally {
    client.destroy();
  }
};
