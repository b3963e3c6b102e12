import { answerApprovalRequest } from '../input/approval-requests.ts';
import { type Command, flag, textOption } from '../runtime/context.ts';

/** `waxseal approve REQUEST` */
export const run: Command = (given, context) =>
  answerApprovalRequest(
    {
      id: given.args[0] ?? '',
      answer: 'approve',
      comment: textOption(given, 'comment') ?? '',
      together: flag(given, 'together'),
    },
    context,
  );
