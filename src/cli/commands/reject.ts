import { answerApprovalRequest } from '../input/approval-requests.ts';
import { type Command, flag } from '../runtime/context.ts';
import { reasonGiven } from '../input/reason.ts';

/** `waxseal reject REQUEST --reason TEXT` */
export const run: Command = (given, context) =>
  answerApprovalRequest(
    {
      id: given.args[0] ?? '',
      answer: 'reject',
      comment: reasonGiven(given),
      together: flag(given, 'together'),
    },
    context,
  );
