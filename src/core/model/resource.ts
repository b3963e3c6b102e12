import type { CertificateSeen } from './certificate-seen.ts';
import type { Endpoint } from './endpoint.ts';
import type { Onward } from './onward.ts';
import type { Aws } from './remediation.ts';
import type { Location, Target } from './target.ts';
import type { TlsTerms } from './tls-terms.ts';

/** By partition, the Region in which a global service is asked. */
export type Home = Readonly<Partial<Record<string, string>>>;

/** Whether resources with this home, or without one, are looked at in a place. */
export const isLookedAtIn = ({ region, partition }: Location, home: Home | undefined): boolean =>
  home === undefined || home[partition] === region;

/** A thing of another type that AWS Config may name instead, such as a parameter group. */
interface Through {
  readonly type: string;
  /** Every resource that uses it, by the id that an event carries or by its ARN. `undefined`: it is no such thing. */
  users(id: string, location: Location, aws: Aws): Promise<readonly Target[] | undefined>;
}

/** One AWS Config resource type: how to name, list and label it. Knows no remediation. */
export interface Resource {
  readonly type: string;
  /**
   * What its ARNs look like, such as `arn:{partition}:s3:::{bucket}` (`src/aws/arn-shape.ts`): a pattern of the policy
   * that can match none is a mistake.
   */
  readonly arn?: string;
  /**
   * Of a global service: the one Region of each partition in which its resources are looked at; a partition that is left
   * out has none of them. Left out altogether: they are looked at in the Region that they are in.
   */
  readonly home?: Home;
  /**
   * AWS Config records this type, so that a custom rule is called when one of them changes. Left out: a custom rule is
   * called on a schedule. https://docs.aws.amazon.com/config/latest/developerguide/resource-config-reference.html
   */
  readonly configRecords?: true;
  /** IAM actions that the functions here need. */
  readonly permissions: readonly string[];
  /** The id within an ARN of this type, or `undefined` when the ARN is of another type. */
  idOf(arn: string): string | undefined;
  /** From the id that an event carries to the target; `undefined` when there is no such resource. */
  resolve(id: string, location: Location, aws: Aws): Promise<Target | undefined>;
  /** Every resource of this type in the place, page by page. */
  list(location: Location, aws: Aws): AsyncIterable<Target>;
  /** What one lease covers: the balancer of a listener, the bucket itself. */
  root(target: Target): string;
  tags(target: Target, aws: Aws): Promise<Readonly<Record<string, string>>>;
  /** Where rules about it report other things, too: whoever uses such a thing is looked at. Left out: nowhere. */
  readonly through?: readonly Through[];
  /**
   * Where its clients connect, as AWS describes it now. Get, Describe and List only. Left out or empty: nobody does, or what
   * is spoken there cannot be probed.
   */
  endpoints?(target: Target, aws: Aws): Promise<readonly Endpoint[]>;
  /**
   * Names that lead to it beside those of its `endpoints`, for the map: those of its nodes. Get, Describe and List only. Left out: none
   * that AWS shows.
   */
  names?(target: Target, aws: Aws): Promise<readonly string[]>;
  /** Versions of TLS and certificates at its doors, for the map. Get, Describe and List only. Left out or empty: AWS does not say. */
  terms?(target: Target, aws: Aws): Promise<readonly TlsTerms[]>;
  /** Where it sends what it takes, for the map of all hops. Get, Describe and List only. Left out or empty: nowhere that is known. */
  onward?(target: Target, aws: Aws): Promise<readonly Onward[]>;
  /** Certificates that it is or has, for the calendar. Get, Describe and List only. Left out: it has none of its own. */
  certificates?(target: Target, aws: Aws): Promise<readonly CertificateSeen[]>;
}
