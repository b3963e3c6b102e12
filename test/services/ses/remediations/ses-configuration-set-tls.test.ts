import unit from '../../../../src/services/ses/remediations/ses-configuration-set-tls.ts';
import resource from '../../../../src/services/ses/resources/aws-ses-configurationset.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { bounces, shop } from '../sets.ts';

const arn = 'arn:aws:ses:eu-west-1:111122223333:configuration-set/orders';
const optional = { DeliveryOptions: { TlsPolicy: 'OPTIONAL' } };
const required = { DeliveryOptions: { TlsPolicy: 'REQUIRE' } };
const change = {
  set: 'tlsPolicy',
  on: arn,
  before: 'OPTIONAL',
  after: 'REQUIRE',
  impact: ['breaks-plaintext'],
} as const;
const asked = { is: 'non-compliant', message: 'not-as-wanted', hazards: ['receivers-without-tls'] } as const;
const unheard = { ...asked, changes: 1, hazards: ['receivers-without-tls', 'bounces-unheard'] } as const;

testRemediation(unit, resource, {
  'TLS is required': { account: shop(required), expect: { is: 'compliant' } },
  'required, and who does not get mail is unheard': {
    account: shop({ ...required, EventDestinations: [] }),
    expect: { is: 'compliant' },
  },
  'required, and nothing is sent': {
    account: shop({ ...required, SendingOptions: { SendingEnabled: false } }),
    expect: { is: 'compliant' },
  },
  'TLS is used where it is offered': {
    account: shop(optional),
    expect: {
      ...asked,
      changes: [change],
      says: [
        'TlsPolicy of configuration set orders is "OPTIONAL". Apply the plan: it sets "REQUIRE" and nothing else about the configuration set.',
        'Mail that is sent with configuration set orders no longer goes to servers that offer no STARTTLS, or none that SES can agree with: it is tried again until SES gives up and then bounces. No record of SES says which receivers these are, and none whether a delivery was over TLS. Send to the domains that matter with another configuration set that requires TLS first, and look who bounces; or give mail to such receivers a configuration set of its own.',
      ],
    },
  },
  'named by its ARN': { account: shop(optional), target: arn, expect: { ...asked, changes: 1 } },
  'nobody chose: the same': {
    account: shop(),
    expect: {
      ...asked,
      changes: [{ before: null }],
      says: [
        'TlsPolicy of configuration set orders is absent. Apply the plan: it sets "REQUIRE" and nothing else about the configuration set.',
      ],
    },
  },
  'options without it: the same': {
    account: shop({ DeliveryOptions: { SendingPoolName: 'shop' } }),
    expect: { ...asked, changes: [{ before: null }] },
  },
  'its other options stay': {
    account: shop({
      DeliveryOptions: {
        TlsPolicy: 'OPTIONAL',
        SendingPoolName: 'shop',
        MaxDeliverySeconds: 600,
        SharedPoolDeliveryMode: 'REGIONAL',
      },
    }),
    expect: {
      ...asked,
      changes: 1,
      says: [
        'Mail that is sent with configuration set orders no longer goes to servers that offer no STARTTLS, or none that SES can agree with: it is tried again until 600 s have passed and then bounces. No record of SES says which receivers these are, and none whether a delivery was over TLS. Send to the domains that matter with another configuration set that requires TLS first, and look who bounces; or give mail to such receivers a configuration set of its own.',
      ],
    },
  },
  'options that are newer than the SDK: the call would take them away': {
    account: shop({ ...optional, Dropped: ['DeliveryOptions.Newer'] }),
    expect: {
      is: 'non-compliant',
      message: 'options-unread',
      changes: [],
      hazards: ['receivers-without-tls'],
      says: [
        'The delivery options of configuration set orders hold DeliveryOptions.Newer, which this version of Waxseal does not know. The call that sets TlsPolicy replaces all of them and would take that away: nothing is changed. Use a newer version of Waxseal; until then change it by hand.',
      ],
    },
  },
  'such options where TLS is required are nobody’s business': {
    account: shop({ ...required, Dropped: ['DeliveryOptions.Newer'] }),
    expect: { is: 'compliant' },
  },
  'nothing tells of bounces': {
    account: shop({ ...optional, EventDestinations: [] }),
    expect: {
      ...unheard,
      says: [
        'No event destination of configuration set orders that is enabled tells of bounces: who is no longer reached shows only where SES forwards feedback by e-mail, or where the identity has notifications of its own. Add an event destination for BOUNCE and DELIVERY_DELAY first (aws sesv2 create-configuration-set-event-destination).',
      ],
    },
  },
  'what would tell of bounces is off': {
    account: shop({ ...optional, EventDestinations: [{ ...bounces, Enabled: false }] }),
    expect: unheard,
  },
  'what is on tells of other things': {
    account: shop({
      ...optional,
      EventDestinations: [{ Name: 'sent', MatchingEventTypes: ['SEND', 'DELIVERY'] }],
    }),
    expect: unheard,
  },
  'one of several tells': {
    account: shop({
      ...optional,
      EventDestinations: [{ Name: 'sent', MatchingEventTypes: ['SEND'] }, bounces],
    }),
    expect: { ...asked, changes: 1 },
  },
  'nothing is sent': {
    account: shop({ ...optional, SendingOptions: { SendingEnabled: false } }),
    expect: {
      ...asked,
      changes: 1,
      notes: ['sending-off'],
      says: [
        'Sending with configuration set orders is switched off: nobody notices before it is switched on again.',
      ],
    },
  },
  'a policy that nobody knows': {
    account: shop({ DeliveryOptions: { TlsPolicy: 'VERIFY' } }),
    expect: {
      is: 'unknown',
      message: 'value-unknown',
      says: [
        'TlsPolicy of configuration set orders is "VERIFY", and Waxseal does not know what that means. Set it by hand.',
      ],
    },
  },
  GovCloud: {
    account: shop(optional),
    location: { partition: 'aws-us-gov', region: 'us-gov-west-1' },
    expect: {
      ...asked,
      changes: [{ on: 'arn:aws-us-gov:ses:us-gov-west-1:111122223333:configuration-set/orders' }],
    },
  },
  'a configuration set that is gone': {
    account: {},
    target: 'arn:aws:ses:eu-west-1:111122223333:configuration-set/gone',
    gone: true,
  },
});
