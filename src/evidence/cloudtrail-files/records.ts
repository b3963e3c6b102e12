import { tooLong, type Divide } from '../lines.ts';

/**
 * A file of a trail is one JSON object on one line, however long: `{"Records":[{…},{…}]}`. It is taken apart as it comes, so that one record at a
 * time is in memory. What is cut off, or is no such file, says that something could not be read.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html
 */

/** An event is 256 KB at most, and some sinks take one of 1 MB. */
const longestRecord = 1_048_576;

const opening = /^\s*\{\s*"Records"\s*:\s*\[/;
const longestOpening = 100;

/** Whatever may matter inside a record: a text, its escapes, and what nests. */
const marks = /["\\{}]/g;

type Place = 'opening' | 'between' | 'record' | 'closing' | 'lost';

export const byRecords: Divide = (each) => {
  let place: Place = 'opening';
  let [held, depth, isText, isEscaped] = ['', 0, false, false];
  const lose = (): void => {
    if (place !== 'lost') each(tooLong);
    [place, held] = ['lost', ''];
  };

  /** Where the record ends in the text, behind its brace; `-1`: not in it. */
  const endIn = (text: string, from: number): number => {
    marks.lastIndex = from;
    for (let found = marks.exec(text); found; found = marks.exec(text)) {
      const [mark] = found;
      if (isText) {
        if (mark === '"') isText = false;
        // The next one is taken as it stands, also where it comes with the next chunk.
        if (mark === '\\') {
          isEscaped = marks.lastIndex >= text.length;
          marks.lastIndex += 1;
        }
      } else if (mark === '"') isText = true;
      else if (mark === '{') depth += 1;
      else if (mark === '}') depth -= 1;
      if (depth === 0) return marks.lastIndex;
      if (isEscaped) return -1;
    }
    return -1;
  };

  /** Each takes what is its own of the text, and answers where the rest begins. */
  const steps: Readonly<Record<Place, (text: string, from: number) => number>> = {
    opening: (text) => {
      held += text;
      const [found] = opening.exec(held) ?? [];
      if (found === undefined) {
        if (held.length > longestOpening) lose();
        return text.length;
      }
      const rest = held.length - found.length;
      [place, held] = ['between', ''];
      return text.length - rest;
    },
    between: (text, from) => {
      const next = text.slice(from).search(/[^\s,]/);
      if (next < 0) return text.length;
      const [at, mark] = [from + next, text.charAt(from + next)];
      if (mark === '{') {
        place = 'record';
        return at;
      }
      if (mark === ']') place = 'closing';
      else lose();
      return at + 1;
    },
    record: (text, from) => {
      const begin = from + (isEscaped ? 1 : 0);
      isEscaped = false;
      const end = endIn(text, begin);
      held += text.slice(from, end < 0 ? text.length : end);
      if (held.length > longestRecord) lose();
      else if (end >= 0) {
        each(held);
        [place, held] = ['between', ''];
      }
      return end < 0 ? text.length : end;
    },
    closing: (text, from) => {
      held += text.slice(from).trim();
      if (!/^\}?$/.test(held)) lose();
      return text.length;
    },
    lost: (text) => text.length,
  };

  return {
    take: (text) => {
      for (let from = 0; from < text.length;) from = steps[place](text, from);
    },
    end: () => {
      if (place !== 'closing' || held !== '}') lose();
    },
  };
};
