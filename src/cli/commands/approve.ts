import { answerAsk } from '../input/asks.ts';
import { type Command, flag, textOption } from '../runtime/context.ts';

/** `waxseal approve ASK` */
export const run: Command = (given, context) =>
  answerAsk(
    {
      id: given.args[0] ?? '',
      answer: 'approve',
      comment: textOption(given, 'comment') ?? '',
      together: flag(given, 'together'),
    },
    context,
  );
