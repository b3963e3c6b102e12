import { answerAsk } from '../asks.ts';
import { type Command, flag } from '../context.ts';
import { reasonGiven } from '../reason.ts';

/** `waxseal reject ASK --reason TEXT` */
export const run: Command = (given, context) =>
  answerAsk(
    {
      id: given.args[0] ?? '',
      answer: 'reject',
      comment: reasonGiven(given),
      together: flag(given, 'together'),
    },
    context,
  );
