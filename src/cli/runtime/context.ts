import type { Failure } from '../../core/model/errors.ts';
import type { Block } from '../../report/blocks.ts';
import type { Screen } from '../../report/terminal.ts';
import type { Exit } from '../output/exits.ts';
import type { Extra, Globals } from '../input/globals.ts';
import type { Host } from './host.ts';
import type { Need, Station } from './station.ts';

/** What a command ends in: one document for programs, one page for people, one exit code. */
export interface CommandResult {
  readonly document: { readonly schema: string };
  readonly view: readonly Block[];
  readonly exit: Exit;
  /** What some commands can be drawn as besides; each is made when it is asked for. */
  readonly drawn?: Readonly<Partial<Record<Extra, () => Promise<string>>>>;
}

export interface Context {
  readonly host: Host;
  readonly globals: Globals;
  readonly screen: Screen;
  /** Shows something at once, before the command has ended. Silent unless the format is text. */
  readonly say: (blocks: readonly Block[]) => void;
  /** A line that the next one replaces; only on a terminal. `undefined` clears it. */
  readonly progress: (words: string | undefined) => void;
  /** Something a person should know that is no part of the answer; on standard error. */
  readonly warn: (words: string) => void;
  /** Any thrown thing as a failure with a code and a remedy. */
  explain(error: unknown): Failure;
  /**
   * AWS, journal and policy, opened when first needed and closed at the end. `writes: false`: a journal that does not
   * exist yet is not created.
   */
  station(need: Need): Promise<Station>;
  /** The event of a file, or of standard input for `-`; read once. */
  event(path: string): Promise<unknown>;
}

/** Arguments and options of one command, as commander parsed them. */
export interface Given {
  readonly args: readonly (string | undefined)[];
  readonly options: Readonly<Record<string, unknown>>;
}

export type Command = (given: Given, context: Context) => Promise<CommandResult>;

export const textOption = ({ options }: Given, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
};
export const flag = ({ options }: Given, name: string): boolean => options[name] === true;
export const listOption = ({ options }: Given, name: string): readonly string[] => {
  const value = options[name];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
};
