/** As much of an event destination as tells whether somebody hears of mail that was not delivered. */
interface EventDestination {
  readonly Enabled?: boolean | undefined;
  readonly MatchingEventTypes?: readonly string[] | undefined;
}

/**
 * Mail that cannot be delivered bounces.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_EventDestination.html
 */
export const tellsOfBounces = ({ Enabled = false, MatchingEventTypes = [] }: EventDestination): boolean =>
  Enabled && MatchingEventTypes.includes('BOUNCE');
