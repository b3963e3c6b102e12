import { styleText } from 'node:util';

/**
 * How a failing test shows where values differ: some are templates, pages and policies of hundreds of kilobytes, in many
 * lines or in one. What is left out can be had by printing it in the test.
 */
const lineLimit = 400;

const shortened = (line: string): string =>
  line.length > lineLimit
    ? `${line.slice(0, lineLimit)}… (${line.length - lineLimit} more characters)`
    : line;

export default {
  // Lines.
  truncateThreshold: 60,
  maxDepth: 12,
  // What differs, with a few lines around it.
  expand: false,
  contextLines: 3,
  aColor: (line: string) => styleText('green', shortened(line)),
  bColor: (line: string) => styleText('red', shortened(line)),
  commonColor: (line: string) => styleText('dim', shortened(line)),
};
