/**
 * Whether a configuration is all there: what is put back from half of one would take the other half away. Required members
 * are there, and each list has as many items as it says.
 * Source: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html
 */

const required = ['CallerReference', 'Comment', 'DefaultCacheBehavior', 'Enabled', 'Origins'];

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const memberOf = (value: object, name: string): unknown =>
  Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;

const miscounted = (value: unknown, path: string): readonly string[] => {
  if (!isObject(value)) return [];
  const [quantity, items] = [memberOf(value, 'Quantity'), memberOf(value, 'Items')];
  const length = Array.isArray(items) ? items.length : 0;
  const isCounted = quantity === undefined ? items === undefined : quantity === length;
  return [
    ...(isCounted ? [] : [path]),
    ...Object.entries(value).flatMap(([name, inner]: readonly [string, unknown]) =>
      miscounted(inner, path === '' ? name : `${path}.${name}`),
    ),
  ];
};

/** The paths of what is not there, or not all of it. */
export const lackingIn = (config: object): readonly string[] => [
  ...required.filter((name) => (memberOf(config, name) ?? undefined) === undefined),
  ...miscounted(config, ''),
];
