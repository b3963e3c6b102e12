import { rules, type RuleId, type Severity } from '../signs/rule.ts';
import { sarifLog } from './sarif-log.ts';
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

/** The signs as SARIF, which code hosts show beside the lines of a pull request. */
export const sarifOf = (places: readonly FilePlace[], version: string) => {
  const ids = [...new Set(places.map(({ rule }) => rule))].toSorted();
  return sarifLog(version, {
    rules: ids.map(described),
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
  });
};
