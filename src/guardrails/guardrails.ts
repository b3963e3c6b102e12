import type { Exemption } from '../core/policy/policy.ts';
import { packFor } from './conformance-pack.ts';
import { declarativePolicy } from './declarative-policy.ts';
import { endpointPolicy } from './endpoint-policy.ts';
import type { Guardrail } from './guardrail.ts';
import { guardHook } from './guard-hook.ts';
import { refuses } from './refuses.ts';
import type { Detecting } from './pack-text.ts';
import { resourceControl } from './resource-control.ts';
import { serviceControl } from './service-control.ts';
import { templateRulesFor, typesOf } from './template-rules.ts';

/** What they are cut to. */
export interface Wanted {
  /** Whether there is anything that one of these remediations looks at. */
  readonly used: (prevents: readonly string[]) => boolean;
  readonly exemptions: readonly Exemption[];
  /** Security policies of load balancers that the policy file accepts besides those that Security Hub does. */
  readonly accepted?: readonly string[];
  /** All remediations of the catalog, for what has to be found where nothing refuses it. */
  readonly listings: readonly Detecting[];
  /** ISO date. */
  readonly today: string;
}

/** All guardrails that have something to guard. Pure: they change with what is used, with exemptions and with their ends alone. */
export const guardrailsFor = ({
  used,
  exemptions,
  accepted = [],
  listings,
  today,
}: Wanted): readonly Guardrail[] => {
  const whole = [endpointPolicy(), declarativePolicy()].filter(({ prevents }) => used(prevents));
  const rules = templateRulesFor(used, exemptions, accepted, today);
  const pack = packFor(listings, used, exemptions, accepted, today);
  return [
    ...resourceControl(used, exemptions, today),
    ...serviceControl(used, exemptions, accepted, today),
    ...whole,
    ...(rules ? [rules, guardHook(rules, typesOf(used))] : []),
    ...(pack ? [pack] : []),
  ];
};

/** Rows of its truth table that its document does not keep: none, or it must not be attached. */
export const brokenRows = ({ text, beside = [], rows }: Guardrail): Guardrail['rows'] =>
  rows.filter((row) => [text, ...beside].some((one) => refuses(one, row)) !== row.refused);
