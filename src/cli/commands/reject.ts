import { answerAsk } from '../input/asks.ts';
import { type Command, flag } from '../runtime/context.ts';
import { reasonGiven } from '../input/reason.ts';

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
