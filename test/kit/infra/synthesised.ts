import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settingsFrom } from '../../../infra/settings.ts';
import { knownScopes, type Scopes } from '../../../infra/scopes.ts';
import type { Unit } from '../../../infra/units.ts';
import { waxsealApp } from '../../../infra/waxseal-app.ts';
import { vpcProbeFile } from '../../../scripts/build.ts';
import { frozen } from '../frozen.ts';

type Properties = Readonly<Record<string, unknown>>;

interface Resource {
  readonly Type: string;
  readonly Properties: Properties;
  readonly DeletionPolicy?: string;
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Parameters?: Properties;
}

export interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: Readonly<Record<string, Properties>>;
}

export const templateNames = [
  'waxseal',
  'waxseal-hub',
  'waxseal-spoke-global',
  'waxseal-spoke-global-dry-run',
  /** Every template with write roles, as if they were one. */
  'waxseal-spoke-write',
  'waxseal-spoke-regional',
  /** Without resources where the setting `conformancePack` does not make it. */
  'waxseal-spoke-pack',
] as const;
export type TemplateName = (typeof templateNames)[number];

/** As if they were one: each has its own logical ids. */
export const together = (...templates: readonly Template[]): Template => ({
  Resources: Object.assign({}, ...templates.map(({ Resources }) => Resources)),
  Parameters: Object.assign({}, ...templates.map(({ Parameters }) => Parameters)),
});

export interface Synthesised {
  readonly folder: string;
  readonly templates: Readonly<Record<TemplateName, Template>>;
}

const written = (
  units: readonly Unit[],
  settings: Readonly<Record<string, unknown>>,
  scopes: Scopes,
): Synthesised => {
  const folder = mkdtempSync(join(tmpdir(), 'waxseal-infra-'));
  const code = join(folder, 'code');
  mkdirSync(code);
  writeFileSync(join(code, 'remediate.js'), 'export const handler = () => {};\n');
  writeFileSync(join(code, vpcProbeFile), 'exports.handler = async () => ({});\n');
  const outdir = join(folder, 'out');
  const given = settingsFrom({ ...settings, code });
  waxsealApp({ units, scopes, settings: () => given, outdir }).synth();
  const read = (name: string): Template =>
    frozen(JSON.parse(readFileSync(join(outdir, `${name}.template.json`), 'utf8')));
  const writing = readdirSync(outdir).filter((file) => /^waxseal-spoke-write-.*\.template\.json$/.test(file));
  return {
    folder: outdir,
    templates: {
      waxseal: read('waxseal'),
      'waxseal-hub': read('waxseal-hub'),
      'waxseal-spoke-global': read('waxseal-spoke-global'),
      'waxseal-spoke-global-dry-run': read('waxseal-spoke-global-dry-run'),
      'waxseal-spoke-write': together(
        ...writing.toSorted().map((file) => read(file.replace('.template.json', ''))),
      ),
      'waxseal-spoke-regional': read('waxseal-spoke-regional'),
      'waxseal-spoke-pack': given.conformancePack ? read('waxseal-spoke-pack') : { Resources: {} },
    },
  };
};

/** By what they are made of: files that share a worker mostly want the same. */
const known = new Map<string, Synthesised>();

/**
 * Every template, written offline to a folder of its own, once for each worker: nobody writes into it. cdk-nag looks at them as
 * they are written: a finding that is not acknowledged throws here. The functions' code is a stand-in, so that nothing has to
 * be bundled first.
 */
export const synthesise = (
  units: readonly Unit[],
  settings: Readonly<Record<string, unknown>> = {},
  scopes: Scopes = knownScopes,
): Synthesised => {
  if (scopes !== knownScopes) return written(units, settings, scopes);
  const key = JSON.stringify([units, settings]);
  const made = known.get(key) ?? written(units, settings, scopes);
  known.set(key, made);
  return made;
};

export const templateFiles = ({ folder }: Synthesised): readonly string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.template.json'))
    .map((file) => join(folder, file));

/** Resources of a type, by logical id. */
export const ofType = (template: Template, type: string): readonly (readonly [string, Properties])[] =>
  Object.entries(template.Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id, { Properties }]) => [id, Properties] as const);

const isList = <Value>(value: Value | readonly Value[]): value is readonly Value[] => Array.isArray(value);

/** CloudFormation and IAM write a list of one as its only element. */
export const list = <Value>(value: Value | readonly Value[]): readonly Value[] =>
  isList(value) ? value : [value];

const isStatement = (value: unknown): value is Statement =>
  typeof value === 'object' &&
  value !== null &&
  'Effect' in value &&
  ('Action' in value || 'NotAction' in value);

/** Every policy statement anywhere in a template, with where it stands. */
export const statementsIn = (value: unknown, at = ''): readonly (readonly [string, Statement])[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const here = `${at}/${key}`;
    return isStatement(member) ? [[here, member] as const] : statementsIn(member, here);
  });
};

/** Roles by name, each with every statement of the policies that stand in it and of those that it names. */
export const rolesOf = (template: Template): ReadonlyMap<string, readonly Statement[]> =>
  new Map(
    ofType(template, 'AWS::IAM::Role').map(([, { RoleName, Policies, ManagedPolicyArns }]) => {
      const named = list<unknown>(ManagedPolicyArns ?? []).map((arn) => {
        const id = String(Reflect.get(Object(arn), 'Ref'));
        return template.Resources[id]?.Properties;
      });
      const statements = [Policies, ...named].flatMap((policy) => statementsIn(policy));
      return [flat(RoleName), statements.map(([, statement]) => statement)];
    }),
  );

/** One text for `Fn::Join`, `Fn::Sub` and `Ref`, as cdk-nag prints it too: `arn:<AWS::Partition>:s3:::*`. */
export const flat = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  const [[word, of] = ['', ''], ...more] = Object.entries(value);
  if (more.length === 0 && word === 'Ref') return `<${String(of)}>`;
  if (more.length === 0 && word === 'Fn::Sub' && typeof of === 'string')
    return of.replaceAll(/\$\{([\w:]+)\}/g, '<$1>');
  if (more.length === 0 && word === 'Fn::Join' && Array.isArray(of) && Array.isArray(of[1]))
    return of[1].map(flat).join(String(of[0]));
  return JSON.stringify(value);
};
