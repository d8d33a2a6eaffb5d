import { monthNames, type Phrases, wordList } from './phrases.ts';

export const polish: Phrases = {
  openings: wordList('w dniu, dnia, wiadomość napisana przez, cytowanie, użytkownik, on'),
  verbs: wordList('wiadomość napisana przez, napisał(a), napisała(a), napisał/a, napisał, napisała, pisze, pisał, pisała, napisał (a)'),
  fillers: wordList('wiadomość napisana przez, użytkownik, przez, via'),
  dateWords: wordList('w dniu, w, dniu, dnia, o, godz, godzinie, o godz, godzina, r, roku'),
  months: monthNames(
    'stycznia styczeń sty, lutego luty lut, marca marzec mar, kwietnia kwiecień kwi, maja maj, czerwca czerwiec cze, lipca lipiec lip, sierpnia sierpień sie, września wrzesień wrz, października październik paź, listopada listopad lis, grudnia grudzień gru',
  ),
  weekdays: wordList(
    'poniedziałek, wtorek, środa, środę, czwartek, piątek, sobota, sobotę, niedziela, niedzielę, pon, wt, śr, czw, pt, sob, niedz, nd, ndz, pn',
  ),
  labels: {
    from: ['od', 'nadawca', 'w imieniu'],
    date: ['wysłano', 'wysłane', 'data', 'data wysłania', 'wysłany', 'wysłana'],
    to: ['do', 'adresat', 'odbiorca'],
    cc: ['dw', 'do wiadomości', 'kopia', 'udw', 'cc'],
    subject: ['temat'],
    other: ['odpowiedz do', 'ważność', 'priorytet', 'załączniki', 'odpowiedź do'],
  },
  originals: wordList('oryginalna wiadomość, wiadomość oryginalna, wiadomość pierwotna, oryginalny e-mail, treść oryginalnej wiadomości'),
  forwards: wordList(
    'przekazana wiadomość, wiadomość przekazana dalej, początek przekazywanej wiadomości, wiadomość przekazana, treść przekazanej wiadomości, przekazany e-mail, początek przekazanej wiadomości, forwarded message',
  ),
  ends: wordList('koniec przekazywanej wiadomości, koniec przekazanej wiadomości'),
  sentFrom: wordList(
    'wysłane z mojego, wysłane z, wysłano z mojego, wysłano z, wysłane za pomocą, wysłane przez, wysłano za pomocą, pobierz, wysłane przy użyciu, wysłany z',
  ),
  disclaimers: wordList(
    'niniejsza wiadomość, ta wiadomość, treść tej wiadomości, treść niniejszej, informacje zawarte, informacja zawarta, wiadomość ta, uwaga, poufność, klauzula poufności, niniejszy e-mail, jeżeli nie są, jeśli nie jest, pomyśl o środowisku, zanim wydrukujesz, zastrzeżenie',
  ),
  disclaimerWords: wordList(
    'poufn, adresat, odbiorc, omyłkow, pomyłk, zabronion, zabrania, usunąć, usunięcie, nadawc, załącznik, ujawni, rozpowszechnia, środowisk, odpowiedzialności, zakazan',
  ),
};
