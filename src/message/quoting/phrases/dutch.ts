import { monthNames, type Phrases, wordList } from './phrases.ts';

export const dutch: Phrases = {
  openings: wordList('op, citeren'),
  verbs: wordList('schreef het volgende, heeft het volgende geschreven, het volgende geschreven, schreef, schrijft, geschreven, zei'),
  fillers: wordList('de gebruiker, het volgende, heeft, via, door'),
  dateWords: wordList('op, om, van, uur, u'),
  months: monthNames(
    'januari jan, februari feb, maart mrt, april apr, mei, juni jun, juli jul, augustus aug, september sep sept, oktober okt, november nov, december dec',
  ),
  weekdays: wordList('maandag, dinsdag, woensdag, donderdag, vrijdag, zaterdag, zondag, ma, di, wo, do, vr, za, zo'),
  labels: {
    from: ['van', 'afzender', 'namens'],
    date: ['verzonden', 'datum', 'verzonden op', 'verstuurd'],
    to: ['aan', 'ontvanger'],
    cc: ['cc', 'kopie', 'bcc'],
    subject: ['onderwerp', 'betreft'],
    other: ['antwoord aan', 'urgentie', 'prioriteit', 'bijlagen', 'bijlage', 'beantwoorden'],
  },
  originals: wordList('oorspronkelijk bericht, origineel bericht, oorspronkelijke bericht, originele bericht, oorspronkelijke mail'),
  forwards: wordList(
    'doorgestuurd bericht, begin doorgestuurd bericht, doorgezonden bericht, begin van doorgestuurd bericht, doorgestuurde mail',
  ),
  ends: wordList('einde doorgestuurd bericht, einde van doorgestuurd bericht'),
  sentFrom: wordList(
    'verzonden vanaf mijn, verstuurd vanaf mijn, verzonden vanaf, verstuurd vanaf, verzonden met, verstuurd met, verzonden via, verstuurd via, verzonden van mijn, outlook voor, download, verstuurd vanuit',
  ),
  sentFromAfter: wordList('downloaden, verzonden, verstuurd'),
  disclaimers: wordList(
    'dit bericht, deze e-mail, deze email, deze mail, de informatie in, de informatie verzonden, de inhoud van dit, de inhoud van deze, disclaimer, vertrouwelijkheid, indien u niet, als u niet, aan dit bericht, denk aan het milieu',
  ),
  disclaimerWords: wordList(
    'vertrouwelijk, geadresseerde, bestemd, abusievelijk, ten onrechte, niet toegestaan, verboden, bijlage, afzender, verwijder, vernietig, aansprakelijk, openbaarmaking, milieu, rechten worden ontleend, verspreiding',
  ),
};
