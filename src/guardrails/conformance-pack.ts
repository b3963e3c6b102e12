import type { Exemption } from '../core/policy/policy.ts';
import { untold } from './exempt.ts';
import type { Guardrail } from './guardrail.ts';
import {
  conformancePack,
  type Detecting,
  functionParameter,
  needsFunction,
  packLimits,
} from './pack-text.ts';

/** Rules of AWS Config for what is used: it finds what no policy could refuse, and what was there before. */
export const packFor = (
  listings: readonly Detecting[],
  used: (prevents: readonly string[]) => boolean,
  exemptions: readonly Exemption[],
  accepted: readonly string[],
  today: string,
): Guardrail | undefined => {
  const chosen = listings.filter(({ id, enforced }) => !enforced && used([id]));
  if (chosen.length === 0) return undefined;
  const finds = chosen.map(({ id }) => id);
  const own = needsFunction(chosen)
    ? ` Where AWS has no rule, one of Waxseal's own asks: deploy Waxseal, and give the parameter ${functionParameter} the ARN of waxseal-evaluate.`
    : '';
  return {
    id: 'conformance-pack',
    instrument: 'conformance-pack',
    title: 'AWS Config finds what no policy refuses',
    says: `Refuses nothing: it reports what is there, for ${finds.length} remediations, in each account and Region that it is deployed in. AWS Config takes money for each evaluation.${own}`,
    prevents: finds,
    meets: 'nobody',
    file: 'conformance-pack.yaml',
    text: conformancePack(chosen, accepted).trimEnd(),
    limit: packLimits.bytes,
    rows: [],
    notSaid: untold(
      exemptions,
      finds,
      today,
      'AWS Config knows no exemptions: it reports them, and Waxseal leaves them alone',
    ),
    page: 'https://docs.aws.amazon.com/config/latest/developerguide/conformance-packs.html',
  };
};
