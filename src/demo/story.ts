/** The mails on which the story turns, word for word, whatever the seed. The plots (`prose/`) write what happens around them. */
import { CAST, type CastName, type Person } from './cast.ts';
import { atDate } from './clock.ts';
import { compose, makeMessageId } from './mime/compose.ts';
import { answeredSubject, type Received } from './mime/quoting.ts';
import type { Random } from './random.ts';
import type { Letter } from './thread.ts';

interface Scene {
  readonly date: string;
  /** UTC. */
  readonly time: string;
  readonly from: CastName;
  readonly to: readonly CastName[];
  readonly cc?: readonly CastName[];
  /** Left out in an answer. */
  readonly subject?: string;
  /** Which scene it answers, by how many it lies back. */
  readonly answers?: number;
  /** Not written by him whose name it bears: it never passed his server. */
  readonly forged?: boolean;
  readonly text: readonly string[];
}

const SCENES: readonly Scene[] = [
  {
    date: '2013-01-14',
    time: '08:12',
    from: 'lena',
    to: ['otto'],
    cc: ['mara'],
    subject: 'We begin',
    text: [
      'Dear Otto,',
      'Mara says yes. We have a room on Quay Street, a kettle, one chair each and no money. You keep the books and I keep the peace.',
      'First meeting on Thursday at six. Bring a pen that works.',
      'Lena',
    ],
  },
  {
    date: '2013-06-19',
    time: '13:40',
    from: 'otto',
    to: ['lena'],
    subject: 'Application to the foundation',
    text: [
      'Lena,',
      'The application is in the post: four reading rooms, two on each bank of the Orle, €48,000 over two years. Marnay signs with us.',
      'If they refuse, we still have the kettle.',
      'Otto',
    ],
  },
  {
    date: '2013-11-05',
    time: '09:05',
    from: 'jonas',
    to: ['lena', 'otto'],
    subject: 'Our mail is signed from now on',
    text: [
      'Hello both,',
      'Since yesterday our server puts a signature on every mail that leaves it. You will see nothing of it. Whoever receives the mail can check that it came through our server and that nobody changed it on the way.',
      'What was sent before yesterday has no signature, and never will.',
      'Jonas',
    ],
  },
  {
    date: '2014-03-11',
    time: '10:02',
    from: 'beatrix',
    to: ['otto'],
    cc: ['lena'],
    subject: 'Your application: decision',
    text: [
      'Dear Mr Weiss,',
      'I am pleased to tell you that our committee grants €48,000 for the reading rooms, in two parts of €24,000. Please confirm the account to which we may pay the first.',
      'Kind regards,\nBeatrix Amsel',
    ],
  },
  {
    date: '2014-03-11',
    time: '15:26',
    from: 'otto',
    to: ['beatrix'],
    cc: ['lena'],
    answers: 1,
    text: [
      'Dear Ms Amsel,',
      'That is very good news. Our account at Orle Valley Bank is the one in the application; its number ends in 4417. We have no other.',
      'With thanks,\nOtto Weiss',
    ],
  },
  {
    date: '2014-03-24',
    time: '05:51',
    from: 'otto',
    to: ['beatrix'],
    cc: ['claire'],
    subject: 'Re: Your application: decision',
    forged: true,
    text: [
      'Dear Ms Amsel,',
      'Our bank has changed our account. Please use the new one for both parts of the grant; its number ends in 7144. The old account is closed, so there is no need to ring.',
      'With thanks,\nOtto Weiss',
    ],
  },
  {
    date: '2014-04-29',
    time: '08:33',
    from: 'otto',
    to: ['beatrix'],
    cc: ['lena'],
    subject: 'First part of the grant',
    text: [
      'Dear Ms Amsel,',
      'The first part was to reach us in the middle of April. Nothing has come to the account ending in 4417. Could you look into it?',
      'Otto Weiss',
    ],
  },
  {
    date: '2014-04-30',
    time: '09:14',
    from: 'beatrix',
    to: ['otto'],
    cc: ['lena'],
    answers: 1,
    text: [
      'Dear Mr Weiss,',
      'We paid €24,000 on 15 April to the account ending in 7144, as you asked us to in your mail of 24 March.',
      'Kind regards,\nBeatrix Amsel',
    ],
  },
  {
    date: '2014-04-30',
    time: '09:38',
    from: 'otto',
    to: ['beatrix'],
    cc: ['lena', 'claire'],
    answers: 1,
    text: [
      'Dear Ms Amsel,',
      'I wrote no mail on 24 March and we have no account ending in 7144. Please stop the second part at once, and keep that mail as it is.',
      'Otto Weiss',
    ],
  },
  {
    date: '2014-05-06',
    time: '07:20',
    from: 'claire',
    to: ['otto'],
    cc: ['lena'],
    answers: 1,
    text: [
      'Cher Monsieur Weiss,',
      'J’ai reçu moi aussi, en copie, ce message du 24 mars. Je l’ai gardé tel quel. Il m’avait étonnée : vous ne nous écrivez jamais avant sept heures.',
      'Bien à vous,\nClaire Fontanel',
    ],
  },
  {
    date: '2014-05-07',
    time: '12:11',
    from: 'jonas',
    to: ['otto', 'lena'],
    subject: 'The mail of 24 March',
    text: [
      'Otto, Lena,',
      'I have looked at the copy from Marnay. It carries no signature of ours, and since November everything of ours does. It came from a relay that I do not know.',
      'No signature proves nothing by itself, but I would start there.',
      'Jonas',
    ],
  },
  {
    date: '2014-09-22',
    time: '14:47',
    from: 'paulin',
    to: ['claire'],
    cc: ['noe'],
    subject: 'Pont sur l’Orle : fissure de la pile amont',
    text: [
      'Madame,',
      'La fissure de la pile amont s’est ouverte de deux millimètres depuis juin. Nous recommandons de limiter le tonnage à douze tonnes sans attendre notre rapport.',
      'Paulin Gressier',
    ],
  },
  {
    date: '2014-09-22',
    time: '16:05',
    from: 'claire',
    to: ['noe', 'corvol'],
    answers: 1,
    text: ['Messieurs,', 'Douze tonnes dès demain. Le car scolaire passera par Belval. Je préviens le maire.', 'Claire Fontanel'],
  },
  {
    date: '2015-10-12',
    time: '09:50',
    from: 'otto',
    to: ['edgar'],
    cc: ['lena'],
    subject: 'The same invoice, twice',
    text: [
      'Dear Edgar,',
      'We paid €6,480 on 14 September and €6,480 again on 2 October, for one and the same order of posters. Which of the two would you like to send back?',
      'Otto',
    ],
  },
  {
    date: '2015-10-13',
    time: '11:31',
    from: 'edgar',
    to: ['otto'],
    cc: ['lena'],
    answers: 1,
    text: [
      'Dear Otto,',
      'The second is for storing the plates, which the contract allows in clause nine. I admit that the amount is a coincidence.',
      'Edgar',
    ],
  },
  {
    date: '2015-10-13',
    time: '12:02',
    from: 'otto',
    to: ['edgar'],
    cc: ['lena'],
    answers: 1,
    text: ['Edgar, our contract has eight clauses.', 'O.'],
  },
  {
    date: '2016-04-04',
    time: '07:58',
    from: 'noe',
    to: ['claire'],
    cc: ['corvol'],
    subject: 'Procès-verbal du 18 mars',
    text: [
      'Claire,',
      'Le procès-verbal de réception qui circule porte mon nom, mais je ne l’ai pas signé : le 18 mars j’étais sur la barque avec l’expert, et le béton de l’appui n’avait pas dix jours.',
      'Noé',
    ],
  },
  {
    date: '2016-12-05',
    time: '10:26',
    from: 'beatrix',
    to: ['otto'],
    cc: ['lena'],
    subject: 'The grant: a second payment',
    text: [
      'Dear Mr Weiss,',
      'Our board has decided to pay the first part again, €24,000, to the account ending in 4417. I have checked the number with you by telephone, as we now always do.',
      'Kind regards,\nBeatrix Amsel',
    ],
  },
  {
    date: '2017-04-21',
    time: '19:17',
    from: 'tobias',
    to: ['lena', 'mara'],
    subject: 'Our mail is going round',
    text: [
      'Lena, Mara,',
      'Somebody has put a heap of mail on the net: Lena’s box, Otto’s, and a good part of the town hall’s. The Gazette has it since this afternoon.',
      'I have read forty. Thirty-nine I believe. Please say nothing until Jonas has looked.',
      'T.',
    ],
  },
  {
    date: '2017-04-22',
    time: '07:45',
    from: 'solange',
    to: ['lena', 'claire'],
    subject: 'Vérification',
    text: [
      'Mesdames,',
      'Je dispose des messages publiés hier. Certains portent une signature que je peux vérifier, d’autres non. Avant d’écrire une ligne, je voudrais savoir lesquels vous contestez.',
      'Solange Mercœur\nLa Gazette de l’Orle',
    ],
  },
  {
    date: '2017-04-24',
    time: '08:30',
    from: 'lena',
    to: ['solange'],
    cc: ['claire', 'otto'],
    answers: 1,
    text: [
      'Dear Ms Mercœur,',
      'Most of it is ours. The mail of 24 March 2014 about the account is not, and never was. Do not take my word for it: the signatures are in the files, the old keys are known, and anyone can check.',
      'What has no signature proves nothing either way. I ask you to print that sentence too.',
      'Lena Brandt',
    ],
  },
  {
    date: '2017-07-03',
    time: '13:09',
    from: 'claire',
    to: ['lena'],
    cc: ['otto'],
    subject: 'Réouverture du pont',
    text: [
      'Chère Lena,',
      'Le pont rouvre samedi. Pas de discours : un ruban, trois chaises, et la fanfare si elle a mangé. Venez tous, la salle de lecture sera ouverte.',
      'Amicalement,\nClaire',
    ],
  },
];

/** The story's letters as their days come: call with the present moment until it gives nothing. */
export function tellStory(random: Random): (nowSeconds: number) => Letter | undefined {
  const told: { readonly received: Received; readonly messageId: string; readonly references: readonly string[] }[] = [];
  return (nowSeconds) => {
    const scene = SCENES[told.length];
    if (scene === undefined) return undefined;
    const [hours, minutes] = scene.time.split(':').map(Number);
    const seconds = atDate(scene.date) + hours! * 3600 + minutes! * 60 + random.below(60);
    if (seconds > nowSeconds) return undefined;
    const from = CAST[scene.from];
    const [to, cc] = [scene.to, scene.cc ?? []].map((names) => names.map((name): Person => CAST[name])) as [Person[], Person[]];
    const parent = scene.answers === undefined ? undefined : told[told.length - scene.answers];
    const subject = scene.subject ?? answeredSubject(from, parent!.received.subject, 'reply');
    const messageId = makeMessageId(from, seconds, random);
    const references = parent === undefined ? [] : [...parent.references, parent.messageId];
    const composed = compose(
      {
        from,
        to,
        cc,
        subject,
        seconds,
        messageId,
        ...(parent === undefined ? {} : { inReplyTo: parent.messageId, quote: { kind: 'reply' as const, of: parent.received } }),
        references,
        paragraphs: scene.text,
        attachments: [],
      },
      random,
    );
    told.push({ received: { from, to, cc, subject, seconds, lines: composed.lines }, messageId, references });
    return { composed, from, to, cc, seconds, attachments: 0, ...(scene.forged === true ? { forged: true } : {}) };
  };
}
