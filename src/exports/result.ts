import { hashOf } from '../core/model/json.ts';
import type { OutcomeName } from '../core/model/outcome.ts';
import type { Target } from '../core/model/target.ts';
import type { Item } from '../report/items.ts';
import type { Held } from '../report/held.ts';
import { outcomeWords } from '../report/words.ts';
import type { About } from './source.ts';

/** What is known of an item, for programs that count: unknown is never passed, and a failure that is exempt is a failure. */
export type Result = 'passed' | 'failed' | 'unknown';

/** Neither known to be good nor known to be bad: not evaluated, AWS still at work, or applied and not yet verified. */
const unsure: ReadonlySet<OutcomeName> = new Set(['unknown', 'failed', 'pending', 'settling']);

export const resultOf = ({ outcome, standing }: Pick<Item, 'outcome' | 'standing'>): Result => {
  if (unsure.has(outcome)) return 'unknown';
  return standing === 'compliant' ? 'passed' : 'failed';
};

/** How grave it is while it is not passed, by what is wrong there. */
export type Gravity = 'high' | 'medium' | 'low';
const gravities = {
  plaintext: 'high',
  'old-tls': 'medium',
  certificate: 'medium',
  identity: 'medium',
  hardening: 'low',
} as const satisfies Record<string, Gravity>;
export const gravityOf = ({ concerns }: About): Gravity => (concerns ? gravities[concerns.matter] : 'medium');

/**
 * Why it is what it is: what was seen, why it is left alone, and until when. Of what was remediated the plan says what was
 * wrong before, so that it is not said of what is so now.
 */
export const reasonsOf = (item: Item, held: readonly Held[]): readonly string[] => {
  const { outcome, why, because } = item;
  const result = resultOf(item);
  const stands = `${outcomeWords[outcome].says}.`;
  if (result === 'passed') return [stands];
  const left = held.map(({ kind, says, until }) =>
    kind === 'exemption' ? says : `On hold ${says}${until === undefined ? '' : ` (until ${until})`}`,
  );
  const gate = left.length > 0 ? left : because.map(({ says }) => says);
  const seen = result === 'unknown' ? [stands, why] : [why ?? stands];
  return [...new Set([...seen, ...gate])].filter((one) => one !== undefined);
};

/** The same for the same thing at any time, so that who imports it again updates what is there. */
export const stableId = ({ account, region, arn }: Target, remediation: string): string =>
  `waxseal/${account}/${region}/${remediation}/${hashOf(arn)}`;

/** At most so many characters, and the last one says that something is cut. */
export const cut = (text: string, most: number): string => {
  const all = Array.from(text);
  return all.length <= most ? text : `${all.slice(0, most - 1).join('')}…`;
};
