import { isNamed } from '../../../aws/error-names.ts';

/**
 * An answer about a location; `undefined` where there is none. DataSync has one error for every request that it does not
 * take, and says of a location that is not there "is not found": whatever else it says is thrown.
 */
export const unlessGone = async <Answer>(asking: Promise<Answer>): Promise<Answer | undefined> => {
  try {
    return await asking;
  } catch (error) {
    if (
      isNamed(error, 'InvalidRequestException') &&
      error instanceof Error &&
      /\bnot found\b/i.test(error.message)
    )
      return undefined;
    throw error;
  }
};
