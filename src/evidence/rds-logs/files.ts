import {
  DescribeDBLogFilesCommand,
  DownloadDBLogFilePortionCommand,
  RDSClient,
  type DescribeDBLogFilesDetails,
  type DownloadDBLogFilePortionDetails,
} from '@aws-sdk/client-rds';
import { tallyOf, type Parse } from '../entries.ts';
import type { Asking } from '../source.ts';

/** Log files of an instance, read through RDS: no credentials of the database are needed. */

const day = 86_400_000;
/** An answer that leads back to itself must end. */
const mostPortions = 10_000;

const filesOf = async (instance: string, contains: string, { look, target, window }: Asking) => {
  const files: DescribeDBLogFilesDetails[] = [];
  let marker: string | undefined;
  do {
    const answer = await look(target)
      .use(RDSClient)
      .send(
        new DescribeDBLogFilesCommand({
          DBInstanceIdentifier: instance,
          FilenameContains: contains,
          // One that was last written before the window shows that it was on by then.
          FileLastWritten: window.from.getTime() - 2 * day,
          Marker: marker,
        }),
      );
    files.push(...(answer.DescribeDBLogFiles ?? []));
    marker = answer.Marker === marker ? undefined : answer.Marker;
  } while (marker);
  return files.toSorted((a, b) => (a.LastWritten ?? 0) - (b.LastWritten ?? 0));
};

/**
 * A portion holds a megabyte at most. What is longer is cut, says so, and goes on behind what was cut: fewer lines are shorter.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DownloadDBLogFilePortion.html
 */
const cut = '[Your log message was truncated]';
const mostLines = 4_096;

/** Reads each file to its end. */
export const readFiles = async (instance: string, contains: string, parse: Parse, asking: Asking) => {
  const { look, target, window, spending } = asking;
  const files = await filesOf(instance, contains, asking);
  const tally = tallyOf(window);
  let oldest = Number.POSITIVE_INFINITY;
  let cutOff = false;
  const take = (line: string): void => {
    const entry = parse(line);
    if (typeof entry === 'object') oldest = Math.min(oldest, entry.at);
    tally.add(entry);
  };
  for (const { LogFileName: name } of files) {
    let marker: string | undefined = '0';
    let rest = '';
    let size = mostLines;
    spending.object();
    for (let portion = 0; marker !== undefined; portion += 1) {
      if (spending.isOver() || tally.isEnough() || portion > mostPortions) {
        cutOff = true;
        break;
      }
      const answer: DownloadDBLogFilePortionDetails = await look(target)
        .use(RDSClient)
        .send(
          new DownloadDBLogFilePortionCommand({
            DBInstanceIdentifier: instance,
            LogFileName: name,
            Marker: marker,
            NumberOfLines: size,
          }),
        );
      const { LogFileData: data = '' } = answer;
      spending.bytes(data.length);
      const isCut = data.includes(cut);
      if (isCut && size > 1) {
        size = Math.floor(size / 2);
        continue;
      }
      if (isCut) tally.add('broken');
      size = Math.min(mostLines, size * 2);
      const text = rest + data;
      const lines = text.split('\n');
      // The last may go on in the next portion.
      rest = answer.AdditionalDataPending ? (lines.pop() ?? '') : '';
      lines.forEach(take);
      const next = answer.AdditionalDataPending ? answer.Marker : undefined;
      if (answer.AdditionalDataPending && (next === undefined || next === marker)) cutOff = true;
      marker = next === marker ? undefined : next;
    }
  }
  return { tally, onSince: Number.isFinite(oldest) ? new Date(oldest).toISOString() : null, cutOff };
};
