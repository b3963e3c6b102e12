/**
 * Node-to-node encryption can be switched on with any version of OpenSearch, and from Elasticsearch 6.7 on; a domain that
 * is made anew takes it from 6.0 on. `undefined`: nobody here knows the engine.
 * https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ntn.html
 */
export const takesNodeToNode = (engineVersion: string): boolean | undefined => {
  const [, engine, major, minor] = /^(OpenSearch|Elasticsearch)_(\d+)\.(\d+)$/.exec(engineVersion) ?? [];
  if (engine === undefined) return undefined;
  return engine === 'OpenSearch' || Number(major) > 6 || (Number(major) === 6 && Number(minor) >= 7);
};
