/** Whether an SDK call failed with one of these error codes; the SDK puts the service's code into `name`. */
export const isNamed = (error: unknown, ...names: readonly string[]): boolean =>
  error instanceof Error && names.includes(error.name);

/** An answer, or something instead of it when the service says so by this error: many things are absent that way. */
export const unless = async <Answer, Instead>(
  errorName: string,
  instead: Instead,
  asking: Promise<Answer>,
): Promise<Answer | Instead> => {
  try {
    return await asking;
  } catch (error) {
    if (isNamed(error, errorName)) return instead;
    throw error;
  }
};

/**
 * Whether a thing is there, by asking for it; it is not where the service says so by this error. One that we may not see may
 * be there, and who looks at it is told that it is hidden: only an absence that is said is one.
 */
export const isThere = async (absence: string, asking: Promise<unknown>): Promise<boolean> => {
  try {
    await asking;
    return true;
  } catch (error) {
    if (isNamed(error, absence)) return false;
    if (isDenied(error)) return true;
    throw error;
  }
};

/** Whether we lack the permission; services say it in different words. */
export const isDenied = (error: unknown): boolean =>
  isNamed(
    error,
    'AccessDenied',
    'AccessDeniedException',
    'AccessDeniedFault',
    'AuthorizationErrorException',
    // Elastic Beanstalk, of what it looks at with the permissions of whoever calls.
    'InsufficientPrivilegesException',
    'UnauthorizedOperation',
  );

/**
 * The HTTP status of an answer that the SDK made an error of. What comes without a body (304, and whatever HEAD is
 * answered) has no other name than `Unknown`.
 */
export const statusOf = (error: unknown): number | undefined => {
  if (!(error instanceof Error) || !('$metadata' in error)) return undefined;
  const { $metadata: metadata } = error;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
};

/** An answer, or `unseen` where we may not see it: what was not read is said, never taken for nothing. */
export const orUnseen = async <Answer>(asking: Promise<Answer>): Promise<Answer | 'unseen'> => {
  try {
    return await asking;
  } catch (error) {
    if (isDenied(error)) return 'unseen';
    throw error;
  }
};
