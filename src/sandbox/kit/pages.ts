import { refuse, type Context, type Operation, type Refusal, type World } from '../world.ts';

/** Lists that come in pages, as the service calls their parts. */
interface Listing<Input, Item> {
  /** The member of the answer that holds the items. */
  readonly as: string;
  /** The member that carries the token: `NextToken`, `nextToken`, `Marker`. */
  readonly token: string;
  /** The same in the answer, where that has another name: `NextMarker`. */
  readonly next?: string;
  /** By which callers ask for so many, and how many they may ask for. */
  readonly most?: { readonly as: string; readonly largest: number; readonly least?: number };
  /** Who does not say how many gets one page and no token for more, as SQS does. */
  readonly tokenOnlyWhenAsked?: true;
  /** What is wrong with a token or a number. Default: what most services call it. */
  readonly wrong?: (message: string) => Refusal;
  /** All of them, or why there are none to list. */
  readonly items: (world: World, input: Input, context: Context) => readonly Item[] | Refusal;
}

/** AWS may always answer less than a page: small ones, so that nobody gets away with reading one page. */
const largestPage = 3;

const invalid = (message: string): Refusal =>
  refuse(
    'ValidationException',
    400,
    message,
    'https://docs.aws.amazon.com/systems-manager/latest/APIReference/CommonErrors.html',
  );

/** Tokens mean nothing to anybody but who made them. */
const tokenOf = (from: number): string => Buffer.from(`from ${from}`).toString('base64');
const locationOf = (token: unknown): number | undefined => {
  if (token === undefined) return 0;
  const text = typeof token === 'string' ? Buffer.from(token, 'base64').toString() : '';
  const location = /^from (\d+)$/.exec(text)?.[1];
  return location === undefined ? undefined : Number(location);
};

const isRefusal = (answer: readonly unknown[] | Refusal): answer is Refusal => 'refusal' in answer;

/** An operation that lists. */
export const lists = <Input extends object, Item>({
  as,
  token,
  next = token,
  most,
  tokenOnlyWhenAsked,
  wrong = invalid,
  items,
}: Listing<Input, Item>): Operation<Input> => {
  const sizeOf = (input: Input): number | undefined => {
    const asked: unknown = most && Reflect.get(input, most.as);
    if (!most || asked === undefined) return largestPage;
    if (typeof asked !== 'number' || asked < (most.least ?? 1) || asked > most.largest) return undefined;
    return Math.min(asked, largestPage);
  };
  return (world, input, context) => {
    const from = locationOf(Reflect.get(input, token));
    const size = sizeOf(input);
    if (from === undefined) return wrong(`The ${token} is not one that was given out`);
    if (size === undefined) return wrong(`${most?.as} is from ${most?.least ?? 1} to ${most?.largest ?? ''}`);
    const all = items(world, input, context);
    if (isRefusal(all)) return all;
    const to = from + size;
    const isTold = !tokenOnlyWhenAsked || (most && Reflect.get(input, most.as) !== undefined);
    const token_ = isTold && to < all.length ? { [next]: tokenOf(to) } : {};
    return { world, output: { [as]: all.slice(from, to), ...token_ } };
  };
};
