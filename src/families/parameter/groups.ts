import type { Aws, Impact } from '../../core/model/remediation.ts';

/**
 * One parameter of a group. `value`: what holds, if the group says so; `set`: what a person has set, else `null`. `unsaid`:
 * the service does not tell whether somebody has set that, or it is so by default anyway; what was put is there either way.
 */
export interface Parameter {
  readonly value: string | null;
  readonly set: string | null;
  readonly unsaid?: true;
  readonly isStatic: boolean;
  readonly isModifiable: boolean;
  /** Older ones do not have it, whatever the group says; empty: every version of the family has it. */
  readonly sinceVersion: string;
}
export type Parameters = ReadonlyMap<string, Parameter>;

export interface Group {
  readonly name: string;
  readonly family: string;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** The parameter by which one engine refuses connections without TLS, and what holds when nobody has set it. */
export interface TlsParameter {
  readonly name: string;
  /** The engine's name for people. */
  readonly engine: string;
  /** The oldest version worth upgrading to, where the parameter exists. */
  readonly upgradeTo: string;
  /** Whether the engine refuses plaintext when a parameter group says nothing. */
  readonly onByDefault: (version: string) => boolean;
  /** What is set in this version. Left out: `1`. */
  readonly wanted?: (version: string) => string;
  /** Which values are good enough. Left out: `1` and as engines write it. */
  readonly isOn?: (value: string) => boolean;
  /** Which values are known to let plaintext, or old TLS, in. Whatever is neither is not guessed. */
  readonly isOff?: (value: string) => boolean;
  /** Whom the change shuts out where this value holds. Left out: who speaks plaintext. */
  readonly breaks?: (value: string | null) => Impact;
}

/** Parameter groups hold `1` or, as engines write it, `ON`. */
export const isOn = (value: string): boolean => /^(1|on|true)$/i.test(value);
/** Neither on nor off: a formula, or something that is new. */
export const isOff = (value: string): boolean => /^(0|off|false)$/i.test(value);

export const demands = (tls: TlsParameter | undefined, value: string): boolean => (tls?.isOn ?? isOn)(value);
export const admits = (tls: TlsParameter, value: string): boolean => (tls.isOff ?? isOff)(value);
export const wantedOf = (tls: TlsParameter, version: string): string => tls.wanted?.(version) ?? '1';

/** One parameter in a call. */
interface Named {
  readonly name: string;
  readonly isStatic: boolean;
}
interface Set extends Named {
  readonly value: string;
}

/** What is told to AWS of a group that is made. */
interface Made {
  readonly family: string;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  /** The group that it is a copy of, or `null`. */
  readonly copyOf: string | null;
}

/** One kind of parameter group, as its service has it. */
export interface ParameterGroups {
  /** As AWS calls it, such as `DB parameter group`. */
  readonly type: string;
  /** What has such a group, in a sentence: `instance`. */
  readonly thing: string;
  /** How many parameters a call takes. Each call either sets or resets. */
  readonly parametersPerCall: number;
  /** Whether AWS can copy a group. */
  readonly copies: boolean;
  /** Default groups belong to AWS: they can be neither modified nor copied. */
  readonly isDefault: (group: string) => boolean;
  /** The group that is made for one thing: always the same name for the same thing and family. */
  readonly ownName: (arn: string, family: string) => string;
  readonly tlsParameterOfFamily: (family: string) => TlsParameter | undefined;
  /** `undefined`: there is no such group. */
  readonly groupOf: (name: string, aws: Aws) => Promise<Group | undefined>;
  /** Every parameter by name, all pages. `undefined`: there is no such group. */
  readonly parametersOf: (name: string, aws: Aws) => Promise<Parameters | undefined>;
  /** Names of all things that a group is attached to, sorted. */
  readonly usersOf: (name: string, aws: Aws) => Promise<readonly string[]>;
  readonly set: (group: string, parameters: readonly Set[], aws: Aws) => Promise<void>;
  readonly reset: (group: string, parameters: readonly Named[], aws: Aws) => Promise<void>;
  readonly make: (name: string, made: Made, aws: Aws) => Promise<void>;
  readonly drop: (name: string, aws: Aws) => Promise<void>;
}

/** What people have set in a group, but for one parameter. */
export const setBesides = (
  name: string | undefined,
  parameters: Parameters,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...parameters].flatMap(([key, { set, unsaid }]) =>
      set === null || unsaid || key === name ? [] : [[key, set] as const],
    ),
  );

/** A static parameter takes effect at a reboot, a dynamic one at once. */
export type Applies = Readonly<Record<string, 'static' | 'dynamic'>>;
export const appliesOf = (names: readonly string[], parameters: Parameters): Applies =>
  Object.fromEntries(
    names.flatMap((name) => {
      const one = parameters.get(name);
      return one ? [[name, one.isStatic ? 'static' : 'dynamic'] as const] : [];
    }),
  );

/** Numbers of a version: `15.00.4355.3` → 15, 0, 4355, 3. */
const numbers = (version: string): readonly number[] => (version.match(/\d+/g) ?? []).map(Number);

/** Whether a version is before another, number by number. One that is not known is before none. */
export const isBefore = (version: string, other: string): boolean => {
  const [mine, theirs] = [numbers(version), numbers(other)];
  const differs = theirs.findIndex((number, index) => number !== (mine[index] ?? 0));
  return mine.length > 0 && differs >= 0 && (mine[differs] ?? 0) < (theirs[differs] ?? 0);
};
