/** Nothing was asked, because nobody could be: never an answer. */
export class Unreached extends Error {
  readonly why: 'closed' | 'timeout' | 'unreachable' | 'no-route' | 'no-address' | 'forbidden';
  constructor(why: Unreached['why'], says: string, options?: ErrorOptions) {
    super(says, options);
    this.name = 'Unreached';
    this.why = why;
  }
}
