import { WaxsealError, type Failure } from '../../core/model/errors.ts';
import { unparsedCall } from './unparsed.ts';

/** What is known of an error that was thrown somewhere below: an AWS answer, a socket, a bug. */
interface Facts {
  /** The service's own code, such as `AccessDenied`; for sockets Node's, such as `ECONNRESET`. */
  readonly name: string;
  readonly message: string;
  readonly status: number | undefined;
  /** What AWS Support asks for. */
  readonly requestId: string | undefined;
  /** The SDK's own opinion. */
  readonly throttling: boolean;
}

interface Family {
  readonly code: string;
  readonly names: RegExp;
  /** Tells it by its words, where services give it a name that says less. */
  readonly message?: RegExp;
  readonly says: (facts: Facts) => string;
  readonly todo: string;
  readonly retry: boolean;
}

/** In AccessDenied messages, AWS itself names the action; nothing else of the message is repeated. */
const action = /perform: ([a-z0-9-]+:[A-Za-z][A-Za-z0-9]*)/;
const denied = ({ name, message }: Facts): string => {
  const wanted = action.exec(message)?.[1];
  return `AWS refused ${wanted ? `the action ${wanted}` : 'the call'} (${name})${whoDenied(message)}.`;
};

/**
 * The kinds of policies that AWS names, as it writes them; of others only that it is a policy.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
const kinds: readonly string[] = [
  'service control policy',
  'resource control policy',
  'VPC endpoint policy',
  'permissions boundary',
  'session policy',
  'resource-based policy',
  'identity-based policy',
  'role trust policy',
];
const kindIn = (words: string): string =>
  kinds.find((kind) => words.toLowerCase().startsWith(kind.toLowerCase())) ?? 'policy';

const whoDenied = (message: string): string => {
  const denies = /explicit deny(?: in (?:an?|the) (.{0,40}))?/i.exec(message);
  if (denies) {
    const kind = kindIn(denies[1] ?? '');
    return ` because ${kind.startsWith('i') ? 'an' : 'a'} ${kind} denies it explicitly`;
  }
  const allows = /because no (.{0,40}?) allows/i.exec(message);
  return allows ? ` because no ${kindIn(allows[1] ?? '')} allows it` : '';
};

/** Read from top to bottom; the first family that knows the name decides. */
const families: readonly Family[] = [
  {
    code: 'credentials-expired',
    names: /^(ExpiredToken(Exception)?|ExpiredTokenException|RequestExpired|TokenRefreshRequired)$/,
    says: ({ name }) => `The AWS credentials have expired (${name}).`,
    todo: 'Sign in again (`aws sso login`) or renew the credentials. A function renews its own by itself.',
    retry: true,
  },
  {
    code: 'credentials-missing',
    names: /^(CredentialsProviderError|TokenProviderError|MissingAuthenticationToken(Exception)?)$/,
    says: () => 'No AWS credentials were found.',
    todo: 'Sign in (`aws sso login`), or set AWS_PROFILE or the AWS_… variables, and try again.',
    retry: false,
  },
  {
    code: 'clock-skew',
    names: /^(RequestTimeTooSkewed|RequestInTheFuture)$/,
    // JSON services have no name for it. https://docs.aws.amazon.com/IAM/latest/UserGuide/signature-v4-troubleshooting.html
    message: /^Signature (expired|not yet current)/,
    says: ({ name }) => `The clock of this machine differs too much from AWS's (${name}).`,
    todo: 'Set the clock and try again.',
    retry: false,
  },
  {
    code: 'credentials-refused',
    names:
      /^(InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidSignature(Exception)?|IncompleteSignature(Exception)?|AuthFailure|InvalidToken)$/,
    says: ({ name }) => `AWS does not accept the credentials (${name}).`,
    todo: 'Check that they belong to this partition and are still active, that the session token is set, and that the account has enabled the Region.',
    retry: false,
  },
  {
    code: 'region-not-enabled',
    names: /^(OptInRequired|RegionDisabledException|UnrecognizedRegion)$/,
    says: ({ name }) => `The account does not use this Region (${name}).`,
    todo: 'Enable the Region for the account, or leave it out.',
    retry: false,
  },
  {
    code: 'service-not-enabled',
    names:
      /^(AWSOrganizationsNotInUseException|InvalidAccessException|SubscriptionRequiredException|NotSignedUp)$/,
    says: ({ name }) => `The account does not use this AWS service (${name}).`,
    todo: 'Enable the service in that account and Region, or switch off the setting of Waxseal that asks it.',
    retry: false,
  },
  {
    code: 'wrong-region',
    names:
      /^(PermanentRedirect|AuthorizationHeaderMalformed|IllegalLocationConstraintException|MovedPermanently|Redirect|30[1278])$/,
    says: ({ name }) => `The resource is in another Region than was asked (${name}).`,
    todo: 'Give the Region that the resource is in.',
    retry: false,
  },
  {
    code: 'access-denied',
    names:
      /^(.*AccessDenied(Exception|Fault)?|AuthorizationError(Exception)?|InsufficientPrivileges(Exception)?|UnauthorizedOperation|NotAuthorized(Exception)?|UnauthorizedException|Forbidden|AllAccessDisabled|403)$/,
    says: denied,
    todo: 'Allow the action to the role that Waxseal uses (`waxseal explain <remediation>` lists what it needs), and look for an SCP, a boundary or a resource policy that denies it.',
    retry: false,
  },
  {
    code: 'throttled',
    names:
      /^(Throttl(ing|ed)(Exception)?|ThrottledException|TooManyRequests(Exception)?|RequestLimitExceeded|RequestThrottled(Exception)?|SlowDown|BandwidthLimitExceeded|PriorRequestNotComplete|ProvisionedThroughputExceeded(Exception)?|TransactionInProgressException|EC2ThrottledException|K[Mm][Ss]Throttl(ed|ing)(Exception)?|AutomationExecutionLimitExceeded(Exception)?|429)$/,
    says: ({ name }) => `AWS asked for fewer calls (${name}).`,
    todo: 'Nothing: it is tried again later. If it stays so, lower the concurrency or ask AWS for a higher quota.',
    retry: true,
  },
  {
    code: 'conflict',
    names:
      /^(OperationAborted|ConflictException|ConditionalCheckFailedException|ResourceInUse(Exception)?|ConcurrentModificationException|ConditionalRequestConflict|(Transaction|ReplicatedWrite)Conflict(Exception)?|PreconditionFailed|.*StateFault|Invalid\w*State(Exception)?|InvalidIfMatchVersion|409|412)$/,
    says: ({ name }) => `Something else is at work on the resource (${name}).`,
    todo: 'Nothing: it is checked again later.',
    retry: true,
  },
  {
    code: 'not-found',
    // SSM says InvalidDocument of a document that is not there.
    names: /^(NoSuch.*|.*NotFound(Exception|Fault)?|.*DoesNotExist(Exception|Fault)?|InvalidDocument|404)$/,
    says: ({ name }) => `AWS does not know what was asked for (${name}).`,
    todo: 'Check the name, the account and the Region. If it was deleted meanwhile, nothing is left to do.',
    retry: false,
  },
  {
    code: 'quota-reached',
    // SQS and others answer a full policy or list with 403: by that alone it would be a denial.
    names:
      /^(.*QuotaExceeded(Fault|Exception)?|TooMany(?!Requests).*|(?!Invalid).*Limit(Exceeded|Reached)?(Fault|Exception)?|Max(imum)?NumberOf.*Exceeded(Fault|Exception)?)$/,
    says: ({ name }) => `A quota of the account is used up (${name}).`,
    todo: 'Remove what is not needed or ask AWS for a higher quota.',
    retry: false,
  },
  {
    code: 'refused-by-aws',
    names:
      /^(Validation(Error|Exception)|Malformed.*|Invalid.*|MissingParameter|BadRequest(Exception)?|SerializationException|UnsupportedOperation.*|.*NotAllowed|.*Unsupported.*|KMS.*|400|405)$/,
    says: ({ name }) => `AWS did not accept the request as it was made (${name}).`,
    todo: 'This is most likely a fault in Waxseal: please report it with the remediation and this code.',
    retry: false,
  },
  {
    code: 'endpoint-unknown',
    names: /^(ENOTFOUND|EAI_FAIL|EndpointError|UnknownEndpoint|ERR_INVALID_URL)$/,
    says: ({ name }) => `There is no such AWS endpoint, or no name resolution (${name}).`,
    todo: 'Check the Region, AWS_ENDPOINT_URL and the network.',
    retry: false,
  },
  {
    code: 'tls-failed',
    names: /^(CERT_.*|ERR_TLS_.*|ERR_SSL_.*|DEPTH_ZERO_.*|SELF_SIGNED_.*|UNABLE_TO_.*|EPROTO)$/,
    says: ({ name }) => `The TLS connection to AWS could not be trusted (${name}).`,
    todo: 'A proxy may be opening the connection: give Node its certificate with NODE_EXTRA_CA_CERTS.',
    retry: false,
  },
  {
    code: 'network',
    names:
      /^(ECONN.*|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ESOCKETTIMEDOUT|TimeoutError|RequestTimeout(Exception)?|AbortError|NetworkingError)$/,
    says: ({ name }) => `AWS could not be reached, or its answer did not arrive (${name}).`,
    todo: 'It is tried again later. If it stays so, check the network, the proxy and VPC endpoints.',
    retry: true,
  },
  {
    code: 'aws-unavailable',
    names:
      /^(InternalError|InternalFailure|InternalServer(Error|Exception)?|ServiceUnavailable(Exception)?|5\d\d)$/,
    says: ({ name }) => `AWS could not answer (${name}).`,
    todo: 'Nothing: it is tried again later.',
    retry: true,
  },
];

const textOf = (value: unknown, key: string): string | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const found: unknown = Reflect.get(value, key);
  return typeof found === 'string' && found !== '' ? found : undefined;
};

const factsOf = (error: unknown): Facts => {
  const metadata: unknown =
    typeof error === 'object' && error !== null ? Reflect.get(error, '$metadata') : undefined;
  const hint: unknown =
    typeof error === 'object' && error !== null ? Reflect.get(error, '$retryable') : undefined;
  const status: unknown =
    typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'httpStatusCode') : undefined;
  const name = textOf(error, 'name');
  const plain = name === undefined || name === 'Error' || name === 'TypeError' || name === 'Unknown';
  return {
    // Sockets' errors are plain `Error`s with a `code`; AWS's carry their code as the name.
    name: (plain ? (textOf(error, 'code') ?? name) : name) ?? 'Unknown',
    message: textOf(error, 'message') ?? '',
    status: typeof status === 'number' ? status : undefined,
    requestId: textOf(metadata, 'requestId'),
    throttling: typeof hint === 'object' && hint !== null && Reflect.get(hint, 'throttling') === true,
  };
};

const known = (name: string, words = ''): Family | undefined =>
  families.find(({ names, message }) => names.test(name) || message?.test(words));

/** By what the SDK or the status says of throttling; by name; else by HTTP status. */
const familyOf = ({ name, message, status, throttling }: Facts): Family | undefined => {
  if (throttling || status === 429) return known('Throttling');
  // A whole answer can be parsed: this one was cut off on its way.
  if (name === 'SyntaxError' && status !== undefined && status < 300) return known('NetworkingError');
  return known(name, message) ?? (status !== undefined && status >= 300 ? known(String(status)) : undefined);
};

/** AWS asks for fewer calls. A 503 without a name is all that S3 says of it to HEAD. */
export const isThrottled = (error: unknown): boolean => {
  const facts = factsOf(error);
  return familyOf(facts)?.code === 'throttled' || (facts.status === 503 && facts.name === 'Unknown');
};

/**
 * Any thrown thing as a failure with a documented code, a sentence and a remedy. Of AWS's message only the denied
 * action is repeated: the rest may carry names, policy text or account ids that do not belong into a log.
 */
export const explain = (error: unknown): Failure => {
  if (error instanceof WaxsealError) {
    const { code, says, todo, retry } = error;
    return { code, says, todo, retry };
  }
  const facts = factsOf(error);
  const family = familyOf(facts);
  const call = unparsedCall(facts.message);
  if (family) {
    const request = facts.requestId ? ` Request ${facts.requestId}.` : '';
    return {
      code: family.code,
      says: family.says(facts) + call + request,
      todo: family.todo,
      retry: family.retry,
    };
  }
  if (facts.status !== undefined) {
    return {
      code: 'aws-error',
      says: `AWS answered with an error that Waxseal does not know (${facts.name}, HTTP ${facts.status}).${call}`,
      todo: "Look the code up in the service's API reference; if Waxseal should know it, please report it.",
      retry: facts.status >= 500,
    };
  }
  // The SDK does not always say with which status it came.
  if (call !== '')
    return {
      code: 'aws-error',
      says: `AWS answered with something that is no answer of this service (${facts.name}).${call}`,
      todo: 'See what answers at this endpoint: a proxy, a captive portal, or an emulator that does not know the operation.',
      retry: false,
    };
  return {
    code: 'unexpected',
    says: `Something failed that should not be able to (${facts.name}${placeOf(error)}).`,
    todo: 'This is a fault in Waxseal: please report it with the remediation and this sentence.',
    retry: false,
  };
};

/** File and line of the top frame: says where without saying what was being worked on. */
const placeOf = (error: unknown): string => {
  const frame = textOf(error, 'stack')
    ?.split('\n')
    .find((line) => line.trimStart().startsWith('at '));
  const place = frame && /([\w.-]+\.(?:ts|js|mjs)):(\d+)/.exec(frame);
  return place ? ` at ${place[1]}:${place[2]}` : '';
};

/** Every code that `explain` gives to an error which is not Waxseal's own. */
export const codes: readonly string[] = [...families.map(({ code }) => code), 'aws-error', 'unexpected'];
