import { quoted } from '../core/say/shell.ts';
import { hclList, hclText, tsText, yamlValue } from './source-text.ts';

/** One property of a resource, by its name in each language. Left out: it is said there otherwise, or not at all. */
export interface SourceProperty {
  readonly cloudformation: string;
  /** Left out: the name in CloudFormation, with a small beginning. */
  readonly cdk?: string;
  readonly terraform?: string;
  /** Of a command, such as `node-type`: a switch where the value is true or false. */
  readonly flag?: string;
  readonly value: string | number | boolean | readonly string[];
}
type Value = SourceProperty['value'];

/** `TLSEnabled` → `tlsEnabled`, `ClusterName` → `clusterName`. */
const small = (name: string): string =>
  name.replace(/^(?:[A-Z]+(?=[A-Z][a-z])|[A-Z])/, (start) => start.toLowerCase());

const isList = (value: Value): value is readonly string[] => typeof value === 'object';

const written = (
  value: Value,
  text: (value: string) => string,
  list: (values: readonly string[]) => string,
) => {
  if (isList(value)) return list(value);
  return typeof value === 'string' ? text(value) : String(value);
};

export const inCloudFormation = (all: readonly SourceProperty[]): readonly string[] =>
  all.map(({ cloudformation, value }) => `${cloudformation}: ${written(value, yamlValue, yamlValue)}`);

const tsList = (values: readonly string[]): string => `[${values.map(tsText).join(', ')}]`;

export const inCdk = (all: readonly SourceProperty[]): readonly string[] =>
  all.map(
    ({ cloudformation, cdk = small(cloudformation), value }) => `${cdk}: ${written(value, tsText, tsList)},`,
  );

export const inTerraform = (all: readonly SourceProperty[]): readonly string[] => {
  const named = all.flatMap(({ terraform, value }) =>
    terraform === undefined ? [] : [{ terraform, value }],
  );
  const width = Math.max(0, ...named.map(({ terraform }) => terraform.length));
  return named.map(
    ({ terraform, value }) => `${terraform.padEnd(width)} = ${written(value, hclText, hclList)}`,
  );
};

/** Options of a command of the AWS CLI. */
export const asOptions = (all: readonly SourceProperty[]): readonly string[] =>
  all.flatMap(({ flag, value }) => {
    if (flag === undefined) return [];
    if (typeof value === 'boolean') return [`--${value ? '' : 'no-'}${flag}`];
    return [`--${flag} ${(isList(value) ? value : [String(value)]).map(quoted).join(' ')}`];
  });
