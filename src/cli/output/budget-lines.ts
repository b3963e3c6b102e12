import { budgetOf } from '../../adapters/aws/call-rates.ts';
import type { Asked } from '../../adapters/aws/pace.ts';

const rounded = (number: number): string => String(Math.round(number * 10) / 10);

const speedOf = ({ client, access, perSecond }: Asked): string => {
  if (perSecond === Infinity) return 'as fast as we are';
  const { published } = budgetOf(client);
  const share = access === 'read' && published ? ` of the ${published.perSecond} that AWS publishes` : '';
  return `${rounded(perSecond)} a second now${share}`;
};

/** What a command took of each API's budget, for `--verbose`. */
export const budgetLines = (asked: readonly Asked[]): readonly string[] =>
  asked
    .filter(({ sent }) => sent > 0)
    .map((one) => {
      const { account, region, client, access, sent, throttled } = one;
      const calls = `${sent} ${access === 'read' ? 'to read' : 'to write'}, ${throttled} throttled`;
      return `${client.replace(/Client$/, '')} in ${region} of ${account}: ${calls}, ${speedOf(one)}.`;
    });
