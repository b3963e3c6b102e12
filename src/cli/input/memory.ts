import { UsageError } from './usage.ts';

/** What was asked for: `--demo`, or an account file. `undefined`: AWS itself. */
export const memoryIn = (
  options: Readonly<Record<string, unknown>>,
): { readonly file: string | undefined } | undefined => {
  const { demo, sandbox } = options;
  const file = typeof sandbox === 'string' ? sandbox : undefined;
  if (demo === true && file !== undefined)
    throw new UsageError(
      'in-memory',
      '--demo and --sandbox are two accounts.',
      'Give --demo for the account that comes with Waxseal, or --sandbox FILE for another one.',
    );
  return demo === true || file !== undefined ? { file } : undefined;
};
