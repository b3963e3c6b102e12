import * as z from 'zod/mini';
import { isEverybody, familyOf } from '../../facts/ingress-rule.ts';
import { plaintextPorts, portsOfRule } from '../../facts/plaintext-ports.ts';

/** Shorter than this it is hardly anybody in particular. */
const isNarrow = (source: string): boolean => familyOf(source) !== undefined && !isEverybody(source);

export const settings = z.strictObject({
  ports: z
    ._default(z.array(z.int().check(z.minimum(0), z.maximum(65_535))), [...plaintextPorts])
    .check(z.describe('TCP ports that must not be open to everybody. A Config rule names its own.')),
  narrowTo: z
    ._default(
      z.array(
        z
          .string()
          .check(
            z.refine(
              (source) => source === 'vpc' || isNarrow(source),
              'must be vpc, or a range of addresses such as 10.0.0.0/8 that is not everybody',
            ),
          ),
      ),
      [],
    )
    .check(
      z.describe(
        'Who may reach these ports instead of everybody: ranges of addresses, or vpc for those of the VPC. Empty: nothing is changed, and commands are shown.',
      ),
    ),
});
export type Settings = z.output<typeof settings>;

export const fromRule = (parameters: Readonly<Record<string, string>>) => {
  const ports = portsOfRule(parameters);
  return ports === undefined ? {} : { ports };
};
