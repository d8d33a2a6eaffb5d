import { monthNames, type Phrases, wordList } from './phrases.ts';

export const italian: Phrases = {
  openings: wordList('il giorno, il, in data, nel messaggio, quoto'),
  verbs: wordList('ha scritto quanto segue, ha scritto, scrive, scriveva, scrisse, ha detto'),
  fillers: wordList("l'utente, quanto segue, via, da"),
  dateWords: wordList('il, alle, alle ore, ore, del, dalle, giorno'),
  months: monthNames(
    'gennaio gen genn, febbraio feb febb, marzo mar, aprile apr, maggio mag magg, giugno giu, luglio lug, agosto ago, settembre set sett, ottobre ott, novembre nov, dicembre dic',
  ),
  weekdays: wordList(
    'lunedì, lunedi, martedì, martedi, mercoledì, mercoledi, giovedì, giovedi, venerdì, venerdi, sabato, domenica, lun, mar, mer, gio, ven, sab, dom',
  ),
  labels: {
    from: ['da', 'mittente', 'per conto di'],
    date: ['inviato', 'data', 'inviato il', 'data invio', 'inviata', 'data di invio'],
    to: ['a', 'per', 'destinatario', 'destinatari'],
    cc: ['cc', 'ccn', 'copia', 'copia a', 'per conoscenza'],
    subject: ['oggetto'],
    other: ['rispondi a', 'priorità', 'allegati', 'allegato', 'importanza'],
  },
  originals: wordList('messaggio originale, messaggio di origine, mail originale, e-mail originale, messaggio originario'),
  forwards: wordList(
    'messaggio inoltrato, inizio messaggio inoltrato, inizio del messaggio inoltrato, inoltrato, mail inoltrata, e-mail inoltrata',
  ),
  ends: wordList('fine messaggio inoltrato, fine del messaggio inoltrato'),
  sentFrom: wordList(
    'inviato da, inviato dal mio, inviato dal, inviato con, inviato tramite, inviato dalla mia, ottieni, scarica, inviato da un',
  ),
  disclaimers: wordList(
    "questo messaggio, questa e-mail, questa email, questa mail, la presente, il presente, le informazioni contenute, avviso di riservatezza, riservatezza, ai sensi del, ai sensi dell'art, disclaimer, avvertenza, nota di riservatezza, rispetta l'ambiente, prima di stampare, il contenuto di",
  ),
  disclaimerWords: wordList(
    'riservat, destinatari, per errore, vietat, allegati, mittente, distrugg, cancell, divulg, privacy, d.lgs, gdpr, confidenzial, responsabilità, ambiente, autorizza',
  ),
};
