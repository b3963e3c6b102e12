import type { Question } from '../../core/model/evidence.ts';
import type { Aws } from '../../core/model/remediation.ts';
import type { Target } from '../../core/model/target.ts';
import { commandFor, undoFor } from './commands.ts';
import { missingIn, stagesFor } from './source.ts';

/** What owners of stages would have to change: a stage is deployed by them, so Waxseal changes none. Reads only. */
export const stagesToChange = async (
  question: Question,
  target: Target,
  aws: Aws,
): Promise<{ readonly is: 'on' | 'by-hand'; readonly of: string; readonly says: string }> => {
  const { of } = question;
  const { stages = [] } = (await stagesFor(question, { target, look: () => aws })) ?? {};
  if (stages.length === 0) return { is: 'by-hand', of, says: 'It leads to no stage that is read here.' };
  const lacking = stages.flatMap((stage) => {
    const why = missingIn(stage);
    return why === undefined
      ? []
      : [`${why}. Change it: ${commandFor(stage, target)} Taking it back: ${undoFor(stage, target)}`];
  });
  if (lacking.length === 0)
    return { is: 'on', of, says: 'The access logs of its stages have the variables of TLS already.' };
  const rest = stages.some(({ isRest }) => isRest)
    ? ' A REST API writes logs only once the account has a role for it: aws apigateway get-account shows cloudwatchRoleArn.'
    : '';
  return {
    is: 'by-hand',
    of,
    says: `Stages are deployed by their owners, whose template must say the same.${rest} Of old lines, which lack the variables, nothing can be said. ${lacking.join(' ')}`,
  };
};
