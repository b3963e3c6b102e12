/** One of them, as GetWorkgroup answers it. */
interface ConfigParameter {
  readonly parameterKey?: string | undefined;
  readonly parameterValue?: string | undefined;
}

/** Refuses connections without TLS: `true` or `false`, as a text. */
export const requireSsl = 'require_ssl';

const queues = 'wlm_json_configuration';

/** `null`: AWS did not say. */
export const requireSslIn = (parameters: readonly ConfigParameter[] = []): string | null =>
  parameters.find(({ parameterKey }) => parameterKey === requireSsl)?.parameterValue ?? null;

/**
 * All parameters, and this one as wanted. Whether those that a call leaves out stay is not documented, so none is left
 * out; but for metrics beside queues, of which AWS takes either, and beside queues metrics are in no effect.
 * https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_UpdateWorkgroup.html
 */
export const withRequireSsl = (
  parameters: readonly ConfigParameter[],
  parameterValue: string,
): ConfigParameter[] => {
  const hasQueues = parameters.some(({ parameterKey }) => parameterKey === queues);
  const others = parameters.filter(
    ({ parameterKey = '' }) => parameterKey !== requireSsl && !(hasQueues && parameterKey.startsWith('max_')),
  );
  return [...others, { parameterKey: requireSsl, parameterValue }];
};
