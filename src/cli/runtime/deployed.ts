import { WaxsealError } from '../../core/model/errors.ts';

/** What every deployment has, by a fixed name: the parameter of its kill switch. */
const mark = '/waxseal/kill-switch';

/** `undefined`: it may not be asked. */
export type IsDeployed = () => Promise<boolean | undefined>;

const named = (error: unknown): string => (error instanceof Error ? error.name : '');

/**
 * Whether the account has a deployment of Waxseal in the Region. Asks only for the parameter, never for its value's
 * meaning. https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html
 */
export const deployedIn =
  (region: () => Promise<string>): IsDeployed =>
  async () => {
    const { GetParameterCommand, SSMClient } = await import('@aws-sdk/client-ssm');
    const client = new SSMClient({ region: await region(), maxAttempts: 2 });
    try {
      await client.send(new GetParameterCommand({ Name: mark }));
      return true;
    } catch (error) {
      return named(error) === 'ParameterNotFound' ? false : undefined;
    } finally {
      client.destroy();
    }
  };

/**
 * An account that Waxseal manages has one journal: leases, open runs and holds of another one would not be seen.
 * Throws `journal-elsewhere`; warns when it cannot be told.
 */
export const mustBeOwnJournal = async (
  isDeployed: IsDeployed,
  journal: string,
  warn: (words: string) => void,
): Promise<void> => {
  if (journal.startsWith('dynamodb:')) return;
  const deployed = await isDeployed();
  if (deployed === true)
    throw new WaxsealError({
      code: 'journal-elsewhere',
      says: `This account has a deployment of Waxseal (${mark}), and its journal is not ${journal}: nothing was written.`,
      todo: 'Give --journal dynamodb:TABLE; the output JournalTable of its stack names it.',
    });
  if (deployed === undefined)
    warn(`Whether a deployment manages this account cannot be told (ssm:GetParameter on ${mark}).`);
};
