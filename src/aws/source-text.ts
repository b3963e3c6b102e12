/** Fragments of code for people to paste: YAML for CloudFormation, TypeScript for CDK, HCL for Terraform. */

/** JSON is YAML as well: quoted, it means the same in both. */
export const yamlValue = (value: unknown): string => JSON.stringify(value);

/** A template sign in HCL is escaped by doubling. https://developer.hashicorp.com/terraform/language/expressions/strings */
export const hclText = (text: string): string =>
  JSON.stringify(text)
    .replaceAll('${', () => '$${')
    .replaceAll('%{', () => '%%{');

export const hclList = (texts: readonly string[]): string => `[${texts.map(hclText).join(', ')}]`;

/** A text in TypeScript. */
export const tsText = (text: string): string =>
  `'${text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", String.raw`\'`)
    .replaceAll('\n', String.raw`\n`)}'`;

/** Every line of a fragment further in. */
export const indented = (text: string, by: number): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? line : `${' '.repeat(by)}${line}`))
    .join('\n');
