import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import type { Target } from '../../../../core/model/target.ts';
import { saying } from '../../../../core/say/said.ts';
import type { Sayings, Stepping } from '../../../../families/steps.ts';
import {
  customOrigins,
  hostsOf,
  isFilledIn,
  isNameOfAws,
  isWebsiteName,
  namesOf,
  shakingHands,
  sparesOf,
  type CustomOrigin,
} from '../../facts/custom-origins.ts';
import { kindHazards, kindNotes } from '../../facts/kinds-of-distribution.ts';
import { olderThan } from '../../facts/origin-protocols.ts';
import { mayBePlain } from '../../facts/origin-policies.ts';
import { choosingOrigins, pathsOf } from '../../facts/viewers.ts';
import type { Id } from './messages.ts';
import type { Settings } from './settings.ts';

const hasOnePort = ({ config: { HTTPPort = 80, HTTPSPort = 443 } }: CustomOrigin): boolean =>
  HTTPPort === HTTPSPort;
const hasOldProtocols = ({ config: { OriginSslProtocols } }: CustomOrigin): boolean =>
  (olderThan('TLSv1.2', OriginSslProtocols?.Items ?? []) ?? []).length > 0;
/** As CloudFront does it: with the name of the origin, and a certificate for it that is trusted. */
const verifying = (host: string): string => `-verify_hostname ${host} -verify_return_error`;

/** Who notices. That an origin answers over HTTPS cannot be seen from here, so people are always asked. */
export const sayingsOf = (
  config: DistributionConfig,
  stepping: Stepping<string>,
  { id: name }: Target,
  { websites: accepted }: Settings,
): Sayings<Id> => {
  const all = customOrigins(config);
  const websites = all.filter(
    (one) => isWebsiteName(one.host) && mayBePlain(one.config.OriginProtocolPolicy, config) === true,
  );
  const told = (message: Id, some: readonly CustomOrigin[]) =>
    saying<Id>(message, some.length > 0, { name, origins: hostsOf(some) });
  const asWebsite = (message: Id, isSaid: boolean) =>
    saying<Id>(message, isSaid && websites.length > 0, { name, origins: namesOf(websites) });
  const left = asWebsite('website-left', accepted === 'accept');
  if (stepping.length === 0) return { notes: left };
  const moving = all.filter(
    (one) => !websites.includes(one) && stepping.some(({ held }) => held.on.endsWith(`#${one.at}`)),
  );
  const named = moving.filter(({ host }) => !isFilledIn(host));
  const ofAws = moving.filter(({ host }) => isNameOfAws(host));
  const choosing = choosingOrigins(config);
  return {
    obstacles: asWebsite('website', accepted !== 'accept'),
    hazards: [
      ...saying<Id>('not-proven', named.length > 0, {
        name,
        origins: hostsOf(named),
        command: shakingHands(named, verifying),
      }),
      ...saying<Id>('name-of-aws', ofAws.length > 0, {
        name,
        origins: hostsOf(ofAws),
        first: hostsOf(ofAws.slice(0, 1)),
      }),
      ...told('one-port', moving.filter(hasOnePort)),
      ...told(
        'spare',
        moving.filter(({ id }) => sparesOf(config).has(id)),
      ),
      ...told(
        'tenant-names',
        moving.filter(({ host }) => isFilledIn(host)),
      ),
      ...kindHazards(config, name),
    ],
    notes: [
      ...left,
      ...told('old-protocols', moving.filter(hasOldProtocols)),
      ...saying<Id>('chosen-elsewhere', choosing.length > 0, { name, paths: pathsOf(choosing) }),
      ...kindNotes(config, name),
    ],
  };
};
