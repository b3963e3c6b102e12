import { rules, type RuleId, type Severity } from '../signs/rule.ts';
import type { Place } from './signs-in-file.ts';

export interface FilePlace extends Place {
  /** Below the folder, with slashes. */
  readonly path: string;
}

const levels: Readonly<Record<Severity, string>> = { high: 'error', medium: 'warning', low: 'note' };

const described = (id: RuleId) => ({
  id,
  shortDescription: { text: rules[id].says },
  help: { text: rules[id].todo },
});

/**
 * The signs as SARIF 2.1.0, which code hosts show beside the lines of a pull request.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export const sarifOf = (places: readonly FilePlace[], version: string) => {
  const ids = [...new Set(places.map(({ rule }) => rule))].toSorted();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Waxseal', version, rules: ids.map(described) } },
        columnKind: 'utf16CodeUnits',
        results: places.map(({ rule, severity, path, line, column, address, allowed }) => ({
          ruleId: rule,
          ruleIndex: ids.indexOf(rule),
          level: levels[severity],
          message: { text: [rules[rule].says, address, rules[rule].todo].filter(Boolean).join(' ') },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: encodeURI(path), uriBaseId: '%SRCROOT%' },
                region: { startLine: line, startColumn: column },
              },
            },
          ],
          ...(allowed !== undefined && { suppressions: [{ kind: 'inSource', justification: allowed }] }),
        })),
      },
    ],
  };
};
