import type { About, Ports } from '../model/ports.ts';
import { entryKey, type Entry } from './records.ts';

/** What those are told who hear of an outcome, besides the outcome. */
export const aboutOf = ({ remediation, cause, owner }: Omit<Entry, 'at'>): About => ({
  remediation,
  cause,
  ...(owner !== undefined && { owner }),
});

/** Writes a line of the log and tells it, about something that leaves the finding where it stands. */
export const say = async (line: Omit<Entry, 'at'>, ports: Ports): Promise<void> => {
  const value: Entry = { ...line, at: ports.now().toISOString() };
  const key = entryKey(line.finding, value.at, ports.newId());
  await ports.journal.write({ kind: 'entry', key, value }, 0);
  await ports.notify(line.target, line.outcome, aboutOf(line));
};
