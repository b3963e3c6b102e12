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
import { templateRulesFor } from './template-rules.ts';

/** What they are cut to. */
export interface Wanted {
  /** Whether there is anything that one of these remediations looks at. */
  readonly used: (prevents: readonly string[]) => boolean;
  readonly exemptions: readonly Exemption[];
  /** All remediations of the catalog, for what has to be found where nothing refuses it. */
  readonly listings: readonly Detecting[];
  /** ISO date. */
  readonly today: string;
}

/** All guardrails that have something to guard. Pure: they change with what is used, with exemptions and with their ends alone. */
export const guardrailsFor = ({ used, exemptions, listings, today }: Wanted): readonly Guardrail[] => {
  const whole = [endpointPolicy(), declarativePolicy()].filter(({ prevents }) => used(prevents));
  const rules = templateRulesFor(used);
  const pack = packFor(listings, used, exemptions, today);
  return [
    ...resourceControl(used, exemptions, today),
    ...serviceControl(used, exemptions, today),
    ...whole,
    ...(rules ? [rules, guardHook(rules)] : []),
    ...(pack ? [pack] : []),
  ];
};

/** Rows of its truth table that its document does not keep: none, or it must not be attached. */
export const brokenRows = ({ text, rows }: Guardrail): Guardrail['rows'] =>
  rows.filter((row) => refuses(text, row) !== row.refused);
