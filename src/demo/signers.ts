/**
 * Who signs with which key, when, and what is left of those keys: the cryptographic half of the story.
 *
 * Each custom holds for a span of time. What an undamaged signature made under it is worth (`intended`) follows from whether
 * the key was kept, how strong it is and what it covers.
 */
import type { Verdict } from '../evidence/verdict.ts';
import { atDate } from './clock.ts';
import type { DemoKeyName } from './demo-keys.ts';
import { keyRecord, type SigningOrder } from './sign.ts';

export interface SigningCustom {
  /** The domain of From whose mail is signed so. */
  readonly sender: string;
  readonly fromSeconds: number;
  readonly untilSeconds: number;
  readonly order: SigningOrder;
  /** The verdict on a message that reached us as it was signed. */
  readonly intended: Verdict;
  /** Whether and how the signature's time is told: `t=`, and `x=` so many seconds later. */
  readonly stamps: boolean;
  readonly lifetimeSeconds?: number;
}

const SHOWN = ['From', 'To', 'Cc', 'Subject', 'Date'];
const USUAL = [
  'MIME-Version',
  'From',
  'To',
  'Cc',
  'Subject',
  'Date',
  'Message-ID',
  'In-Reply-To',
  'References',
  'Content-Type',
  'Content-Transfer-Encoding',
];
const OVERSIGNED = [...USUAL, 'From', 'To', 'Cc', 'Subject', 'Date', 'Reply-To', 'Sender'];

type Base = Partial<SigningOrder> & { stamps?: boolean; lifetimeSeconds?: number; domain?: string };

function custom(
  sender: string,
  from: string,
  until: string,
  key: DemoKeyName,
  selector: string,
  intended: Verdict,
  more: Base = {},
): SigningCustom {
  const { stamps = false, lifetimeSeconds, ...order } = more;
  return {
    sender,
    fromSeconds: atDate(from),
    untilSeconds: atDate(until),
    intended,
    stamps,
    ...(lifetimeSeconds === undefined ? {} : { lifetimeSeconds }),
    order: { key, domain: sender, selector, algorithm: 'rsa-sha256', header: 'relaxed', body: 'relaxed', fields: USUAL, ...order },
  };
}

const END = '2019-01-01';

/** In the order in which they came into use. */
export const SIGNING_CUSTOMS: readonly SigningCustom[] = [
  // The campaign learned to sign late and changed its key twice, the second time together with its mail server.
  custom('halden-campaign.example', '2013-11-04', '2015-06-30', 'halden2014', '2014a', 'verified', { stamps: true }),
  custom('halden-campaign.example', '2015-06-30', '2017-01-16', 'halden2015', '2015b', 'verified', { fields: OVERSIGNED, stamps: true }),
  custom('halden-campaign.example', '2017-01-16', END, 'halden2017', '2017a', 'verified', {
    fields: OVERSIGNED,
    stamps: true,
    lifetimeSeconds: 7 * 86_400,
  }),
  // The town hall: SHA-1 and "simple" at first; nobody kept the key of 2015.
  custom('ville-de-marnay.example', '2013-01-01', '2015-02-01', 'marnay2013', 'dkim', 'verified', {
    algorithm: 'rsa-sha1',
    header: 'simple',
    body: 'simple',
  }),
  custom('ville-de-marnay.example', '2015-02-01', '2016-03-01', 'marnay2015', 'mairie2015', 'unverified', { body: 'simple' }),
  custom('ville-de-marnay.example', '2016-03-01', END, 'marnay2016', 'mairie2016', 'verified', {
    stamps: true,
    identity: '@ville-de-marnay.example',
  }),
  // The printers' mail is signed by their provider, in its own name for them.
  custom('kettle-rook.example', '2014-09-01', END, 'kettleRook2015', '20150623', 'verified-partly', {
    domain: 'kettle-rook-example.20150623.gappssmtp.com',
  }),
  custom('postbox.example', '2013-01-01', '2016-10-25', 'postbox2012', '20120113', 'verified'),
  custom('postbox.example', '2016-10-25', END, 'postbox2016', '20161025', 'verified', { stamps: true }),
  // The foundation's gateway signs a few fields only: who a letter went to is not proven.
  custom('fondation-orle.example', '2013-01-01', END, 'fondationOrle', 'fo1', 'verified-partly', {
    fields: ['From', 'Subject', 'Date', 'Message-ID', 'MIME-Version', 'Content-Type'],
  }),
  custom('pontevin-ingenierie.example', '2013-01-01', END, 'pontevin', 'mx', 'unverified', { body: 'simple' }),
  custom('brightpoll.example', '2013-01-01', END, 'brightpoll', 'bp', 'unverified', { stamps: true }),
  // A sub-domain signs for the region.
  custom('region-orle.example', '2013-06-01', END, 'regionOrle', 'sortie', 'verified', {
    domain: 'courrier.region-orle.example',
    fields: SHOWN.concat('Message-ID', 'Content-Type', 'Content-Transfer-Encoding', 'Reply-To'),
    stamps: true,
  }),
];

/** The custom of a sender's domain at a time; undefined where its mail went out unsigned. */
export function customOf(domain: string, seconds: number): SigningCustom | undefined {
  return SIGNING_CUSTOMS.find((one) => one.sender === domain && seconds >= one.fromSeconds && seconds < one.untilSeconds);
}

/** The order for one message: the custom with its times filled in. */
export function orderAt(one: SigningCustom, seconds: number): SigningOrder {
  return {
    ...one.order,
    ...(one.stamps ? { signedAtSeconds: seconds } : {}),
    ...(one.lifetimeSeconds === undefined ? {} : { expiresAtSeconds: seconds + one.lifetimeSeconds }),
  };
}

/** Customs of those who appear in single cases only (`specials.ts`). */
export const SPECIAL_ORDERS = {
  lettermill: special('lettermill.example', 'k1', 'lettermill'),
  listeMarnay: special('listes.marnay-citoyens.example', 'liste', 'listeMarnay', {
    fields: ['From', 'To', 'Cc', 'Subject', 'Date', 'Message-ID', 'List-Id', 'Content-Type'],
  }),
  valleyBank: special('orle-valley-bank.example', 'bank', 'valleyBank'),
  chambreMetiers: special('chambre-metiers.example', 'cm2009', 'chambreMetiers'),
  oldMill: special('old-mill-transport.example', 'om', 'oldMill'),
  nordlys: special('nordlys-labs.example', 'rsa', 'nordlys', { fields: OVERSIGNED }),
  nordlysEd25519: special('nordlys-labs.example', 'ed', 'nordlysEd25519', { algorithm: 'ed25519-sha256', fields: OVERSIGNED }),
  fermeDuGue: special('ferme-du-gue.example', 'essai', 'fermeDuGue'),
  chorale2013: special('chorale-marnay.example', 'mail', 'chorale2013'),
  chorale2016: special('chorale-marnay.example', 'mail', 'chorale2016'),
  atelierLune: special('atelier-lune.example', 'a1', 'atelierLune', { body: 'simple' }),
} as const;

function special(domain: string, selector: string, key: DemoKeyName, more: Partial<SigningOrder> = {}): SigningOrder {
  return { key, domain, selector, algorithm: 'rsa-sha256', header: 'relaxed', body: 'relaxed', fields: USUAL, ...more };
}

/** A line of the keys file (contract: "Keys file"). */
export interface DemoKeyLine {
  readonly domain: string;
  readonly selector: string;
  readonly record: string;
  readonly firstSeen?: string;
  readonly lastSeen?: string;
  readonly source: string;
  readonly privateKeyPublicSince?: string;
}

const OLD_SURVEY = 'fictional: made for the demo (survey of mail servers, 2013–2015)';
const NEW_SURVEY = 'fictional: made for the demo (survey of mail servers, 2015–2018)';
const PROVIDER = 'fictional: made for the demo (list kept by the provider)';

/** The keys that the story has kept. Those of `mairie2015` and of Pontevin are lost; that of the old mill was revoked. */
export function demoKeyLines(): DemoKeyLine[] {
  const line = (
    domain: string,
    selector: string,
    record: string,
    firstSeen: string | undefined,
    lastSeen: string | undefined,
    source: string,
  ) => ({
    domain,
    selector,
    record,
    ...(firstSeen === undefined ? {} : { firstSeen }),
    ...(lastSeen === undefined ? {} : { lastSeen }),
    source,
  });
  return [
    line('halden-campaign.example', '2014a', keyRecord('halden2014'), '2013-11-01', '2015-07-12', OLD_SURVEY),
    line('halden-campaign.example', '2015b', keyRecord('halden2015'), '2015-06-28', '2017-01-30', NEW_SURVEY),
    line('halden-campaign.example', '2017a', keyRecord('halden2017'), '2017-01-12', '2018-09-02', NEW_SURVEY),
    line('ville-de-marnay.example', 'dkim', keyRecord('marnay2013'), '2012-10-19', '2015-02-20', OLD_SURVEY),
    line('ville-de-marnay.example', 'mairie2016', keyRecord('marnay2016'), '2016-02-27', '2018-09-02', NEW_SURVEY),
    line('kettle-rook-example.20150623.gappssmtp.com', '20150623', keyRecord('kettleRook2015'), '2014-08-30', '2018-12-01', PROVIDER),
    line('postbox.example', '20120113', keyRecord('postbox2012'), '2012-01-13', '2016-11-20', PROVIDER),
    line('postbox.example', '20161025', keyRecord('postbox2016'), '2016-10-25', '2021-01-12', PROVIDER),
    line('fondation-orle.example', 'fo1', keyRecord('fondationOrle'), '2012-10-19', '2018-09-02', OLD_SURVEY),
    {
      ...line('brightpoll.example', 'bp', keyRecord('brightpoll'), '2012-10-19', '2018-09-02', OLD_SURVEY),
      privateKeyPublicSince: '2016-09-14',
    },
    line(
      'courrier.region-orle.example',
      'sortie',
      keyRecord('regionOrle'),
      undefined,
      undefined,
      'fictional: made for the demo (told by the region)',
    ),
    line('lettermill.example', 'k1', keyRecord('lettermill'), '2012-10-19', '2018-09-02', OLD_SURVEY),
    line('listes.marnay-citoyens.example', 'liste', keyRecord('listeMarnay'), '2012-10-19', '2018-09-02', OLD_SURVEY),
    line('orle-valley-bank.example', 'bank', keyRecord('valleyBank'), '2012-10-19', '2018-09-02', OLD_SURVEY),
    line('chambre-metiers.example', 'cm2009', keyRecord('chambreMetiers'), '2012-10-19', '2018-09-02', OLD_SURVEY),
    line('old-mill-transport.example', 'om', 'v=DKIM1; p=', '2012-10-19', '2018-09-02', NEW_SURVEY),
    line('nordlys-labs.example', 'rsa', keyRecord('nordlys'), '2012-10-19', '2018-09-02', NEW_SURVEY),
    line('nordlys-labs.example', 'ed', keyRecord('nordlysEd25519'), '2012-10-19', '2018-09-02', NEW_SURVEY),
    line('ferme-du-gue.example', 'essai', keyRecord('fermeDuGue', 't=y; '), '2012-10-19', '2018-09-02', OLD_SURVEY),
    line('chorale-marnay.example', 'mail', keyRecord('chorale2013'), '2012-10-19', '2014-01-08', OLD_SURVEY),
    line('chorale-marnay.example', 'mail', keyRecord('chorale2016'), '2014-02-01', '2018-09-02', NEW_SURVEY),
    line('atelier-lune.example', 'a1', keyRecord('atelierLune'), '2013-03-01', '2014-06-30', OLD_SURVEY),
  ];
}
