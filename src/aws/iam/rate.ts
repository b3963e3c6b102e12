/** A bucket of calls that fills itself again, as AWS reckons them for an account and Region. */
export interface Rate {
  readonly bucket: number;
  readonly perSecond: number;
}
