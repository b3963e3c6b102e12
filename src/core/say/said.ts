/** One sentence of a catalogue: what is so, and what a person can do about it. `{name}` is filled from data. */
export interface Message {
  readonly says: string;
  readonly todo?: string;
  /** As a hazard: what to do when AWS refuses the change for it. */
  readonly ifRefused?: string;
  /** As a hazard: it tells who made the thing and may put it back; the policy's `ownership` decides what follows. */
  readonly about?: 'ownership';
}

export type Messages = Readonly<Record<string, Message>>;
export type SaidData = Readonly<Record<string, string | number>>;

/** A sentence by reference: what units return. The text stays in the catalogue, so plans compare by meaning. */
export interface Said<Id extends string = string> {
  readonly message: Id;
  readonly data?: SaidData;
}

/** A sentence that is only said when something holds, for a list of them. */
export const saying = <Id extends string>(
  message: Id,
  when: boolean,
  data: SaidData = {},
): readonly Said<Id>[] => (when ? [{ message, data }] : []);

/** A sentence filled in: what people, the journal and reports see. */
export interface Sentence {
  readonly id: string;
  readonly says: string;
  readonly todo?: string;
  readonly ifRefused?: string;
  readonly about?: Message['about'];
  readonly data?: SaidData;
}

const fill = (text: string, data: SaidData): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(data[name] ?? whole));

/** Fills a sentence from its catalogue. An id that is not in the catalogue is shown as it is, never hidden. */
export const sentence = (messages: Messages, { message, data = {} }: Said): Sentence => {
  const { says, todo, ifRefused, about }: Message = messages[message] ?? { says: message };
  return {
    id: message,
    says: fill(says, data),
    ...(todo && { todo: fill(todo, data) }),
    ...(ifRefused && { ifRefused: fill(ifRefused, data) }),
    ...(about && { about }),
    ...(Object.keys(data).length > 0 && { data }),
  };
};
