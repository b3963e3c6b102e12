import { answerAsk } from '../asks.ts';
import { type Command, textOption } from '../context.ts';

/** `waxseal approve ASK` */
export const run: Command = (given, context) =>
  answerAsk(
    { id: given.args[0] ?? '', answer: 'approve', comment: textOption(given, 'comment') ?? '' },
    context,
  );
