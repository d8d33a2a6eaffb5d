import { monthNames, type Phrases, wordList } from './phrases.ts';

export const german: Phrases = {
  openings: wordList('am, zitat von, in der nachricht vom, in der nachricht, im artikel'),
  verbs: wordList('schrieb folgendes, schrieb, schreibt, hat geschrieben, geschrieben, meinte, sagte, schrieben'),
  fillers: wordList('der benutzer, folgendes, von, hat'),
  dateWords: wordList('am, um, uhr, vom, den, dem'),
  months: monthNames(
    'januar jänner jan jän, februar feber feb, märz maerz mär mrz, april apr, mai, juni jun, juli jul, august aug, september sep sept, oktober okt, november nov, dezember dez',
  ),
  weekdays: wordList('montag, dienstag, mittwoch, donnerstag, freitag, samstag, sonnabend, sonntag, mo, di, mi, do, fr, sa, so'),
  labels: {
    from: ['von', 'absender', 'im auftrag von'],
    date: ['gesendet', 'datum', 'gesendet am', 'sendedatum'],
    to: ['an', 'empfänger'],
    cc: ['cc', 'kopie', 'bcc', 'kopie an'],
    subject: ['betreff', 'betr'],
    other: ['antwort an', 'wichtigkeit', 'priorität', 'anlagen', 'anlage', 'anhänge', 'organisation', 'antworten an', 'bitte antworten an'],
  },
  originals: wordList(
    'ursprüngliche nachricht, originalnachricht, original-nachricht, original nachricht, original-mail, ursprüngliche mail, ursprüngliche e-mail',
  ),
  forwards: wordList(
    'weitergeleitete nachricht, anfang der weitergeleiteten nachricht, beginn der weitergeleiteten nachricht, weitergeleitet, weitergeleitete mail, weitergeleitete e-mail',
  ),
  ends: wordList('ende der weitergeleiteten nachricht, ende weitergeleitete nachricht'),
  sentFrom: wordList(
    'von meinem, von meiner, gesendet von meinem, gesendet von meiner, gesendet von, gesendet mit, gesendet mit der, gesendet über, diese nachricht wurde von meinem, diese nachricht wurde mit, holen sie sich, laden sie, von, versendet mit',
  ),
  sentFromAfter: wordList('gesendet, versendet, geschickt, verschickt'),
  disclaimers: wordList(
    'diese e-mail, diese email, diese mail, diese nachricht, dieses dokument, der inhalt dieser, die information in dieser, die informationen in dieser, die in dieser, vertraulichkeitshinweis, vertraulichkeit, haftungsausschluss, wichtiger hinweis, hinweis, bitte denken sie an die umwelt, bitte prüfen sie, falls sie nicht, sollten sie nicht, wenn sie nicht',
  ),
  disclaimerWords: wordList(
    'vertraulich, adressat, empfänger, irrtümlich, unbefugt, nicht gestattet, vernichten, löschen, absender, weitergabe, rechtlich geschützt, untersagt, anhänge, umwelt, haftung, kopieren, ausschließlich',
  ),
};
