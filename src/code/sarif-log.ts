/**
 * SARIF 2.1.0 with one run of Waxseal.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export const sarifLog = <Rule, Result, More extends object>(
  version: string,
  {
    rules,
    results,
    ...more
  }: { readonly rules: readonly Rule[]; readonly results: readonly Result[] } & More,
) => ({
  $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
  version: '2.1.0',
  runs: [{ tool: { driver: { name: 'Waxseal', version, rules } }, ...more, results }],
});
