import { statusOf } from '../aws/error-names.ts';
import { WaxsealError } from '../core/model/errors.ts';

interface Refusing {
  /** In a sentence: `CloudFront`, `distribution`, `E1`. */
  readonly service: string;
  readonly thing: string;
  readonly id: string;
  /** Errors that say nothing of the document: that it is gone, or that somebody else wrote. */
  readonly besides: readonly string[];
}

const aboutThePart =
  /^(?:Invalid|Illegal|Inconsistent|Malformed|Missing|NoSuch|.*(?:DoesNotExist|NotFound)$)/;

/** One line, and no longer than a sentence may be. */
const quoted = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().slice(0, 300);

/**
 * Puts a document that AWS takes whole. What it refuses of it need not be what was changed: a certificate, a policy or an
 * origin that was deleted stands in it as well. Throws `WaxsealError` `whole-refused` in AWS's own words, and any other
 * error as it is.
 */
export const puttingWhole = async <Answer>(
  { service, thing, id, besides }: Refusing,
  putting: Promise<Answer>,
): Promise<Answer> => {
  try {
    return await putting;
  } catch (error) {
    const status = statusOf(error);
    if (!(error instanceof Error) || (status !== 400 && status !== 404)) throw error;
    if (besides.includes(error.name) || !aboutThePart.test(error.name)) throw error;
    throw new WaxsealError(
      {
        code: 'whole-refused',
        says: `${service} did not take the configuration of ${thing} ${id} (${error.name}): "${quoted(error.message)}".`,
        todo: `${service} takes it whole, so what it names may be a part that was not to be changed: a certificate, policy or origin that is not there any more. Fix that part, or report it if it is what the plan changes.`,
      },
      { cause: error },
    );
  }
};
