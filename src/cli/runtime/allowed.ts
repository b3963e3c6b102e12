import type { UsageError } from '../input/usage.ts';
import type { Station } from './station.ts';

/** What is true of every write is true of those that no plan is for: a policy file, no kill switch, no closed calendar. */
export const mustBeAllowed = async (
  { policy, ports }: Station,
  refused: (says: string, todo: string) => UsageError,
): Promise<void> => {
  const { killSwitch } = await policy.load();
  if (policy.path === undefined)
    throw refused('There is no policy file: nothing is written.', 'Write waxseal.yaml, or give --policy.');
  if (killSwitch)
    throw refused('The kill switch is on: nothing is written.', 'Set killSwitch to false in the policy.');
  const closed = await ports.calendar?.();
  if (closed) throw refused('A change calendar is closed: nothing is written.', 'Wait until it is open.');
};
