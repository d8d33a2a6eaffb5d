import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Attribution } from '../../src/message/quotes.ts';
import { splitAnyhow } from './white-space.ts';

const minute = '2016-05-03 14:02';
const day = '2016-05-03';
const alice = 'Alice Arden <alice@a.example>';

/** Program, attribution, who is quoted, when: `2016-05-03 14:02`, with seconds or zone where they are told. */
type Row = readonly [program: string, attribution: string, sender: string, date?: string];

const attributions: Readonly<Record<string, readonly Row[]>> = {
  English: [
    ['Gmail', 'On Tue, May 3, 2016 at 2:02 PM, Alice Arden <alice@a.example> wrote:', alice, minute],
    ['Gmail, narrow space', 'On Tue, May 3, 2016 at 2:02\u202fPM Alice Arden <alice@a.example> wrote:', alice, minute],
    ['Gmail, older', '2016-05-03 14:02 GMT+02:00 Alice Arden <alice@a.example>:', alice, '2016-05-03 14:02 +120'],
    ['Apple Mail', 'On 3 May 2016, at 14:02, Alice Arden <alice@a.example> wrote:', alice, minute],
    ['Apple Mail, American', 'On May 3, 2016, at 2:02 PM, Alice Arden <alice@a.example> wrote:', alice, minute],
    ['Thunderbird, American', 'On 5/13/2016 2:02 PM, Alice Arden wrote:', 'Alice Arden', '2016-05-13 14:02'],
    ['Thunderbird', 'On 13/05/16 14:02, Alice Arden wrote:', 'Alice Arden', '2016-05-13 14:02'],
    ['Outlook for Mac', 'On 5/3/16, 2:02 PM, "Alice Arden" <alice@a.example> wrote:', alice, minute],
    ['Yahoo', 'On Tuesday, May 3, 2016 2:02 PM, Alice Arden <alice@a.example> wrote:', alice, minute],
    [
      'Yahoo, with zone',
      'On Tuesday, May 3, 2016, 2:02:05 PM GMT+2, Alice Arden <alice@a.example> wrote:',
      alice,
      '2016-05-03 14:02:05 +120',
    ],
    ['Yahoo, classic', '--- On Fri, 5/13/16, Alice Arden <alice@a.example> wrote:', alice, '2016-05-13'],
    ['Lotus Notes', 'Alice Arden/Budget/Halden wrote on 05/03/2016 02:02:05 PM:', 'Alice Arden/Budget/Halden', '2016-05-03 14:02:05'],
    ['Lotus Notes, arrow', '<-- Alice Arden wrote on 13/05/2016 14:02:', 'Alice Arden', '2016-05-13 14:02'],
    ['iNotes', '-----Alice Arden <alice@a.example> wrote: -----', alice],
    ['mutt', 'On Tue, May 03, 2016 at 02:02:05PM +0200, Alice Arden wrote:', 'Alice Arden', '2016-05-03 14:02:05 +120'],
    ['KMail', 'On Tuesday 03 May 2016 14:02:05 CEST Alice Arden wrote:', 'Alice Arden', '2016-05-03 14:02:05 +120'],
    ['Sylpheed', 'On Tue, 3 May 2016 14:02:05 +0200\nAlice Arden <alice@a.example> wrote:', alice, '2016-05-03 14:02:05 +120'],
    ['Pine', 'On Tue, 3 May 2016, Alice Arden wrote:', 'Alice Arden', day],
    ['aerc', 'On 2016-05-03T14:02:05+0200, Alice Arden wrote:', 'Alice Arden', '2016-05-03 14:02:05 +120'],
    ['Gnus', 'Alice Arden <alice@a.example> writes:', alice],
    ['Gnus, article', 'In article <x1@a.example>, Alice Arden <alice@a.example> wrote:', alice],
    ['Horde', 'Quoting Alice Arden <alice@a.example>:', alice],
    ['sup', "Excerpts from Alice Arden's message of Tue May 03 14:02:05 +0200 2016:", "Alice Arden's", '2016-05-03 14:02:05 +120'],
    ['a list', "On Tue, 3 May 2016, 'Alice Arden' via budget-list wrote:", 'Alice Arden via budget-list', day],
    ['Outlook, address', 'On 3 May 2016 at 14:02, alice@a.example [mailto:alice@a.example] wrote:', '<alice@a.example>', minute],
  ],
  French: [
    ['Gmail', 'Le mar. 3 mai 2016 à 14:02, Alice Arden <alice@a.example> a écrit :', alice, minute],
    ['Gmail, older', 'Le 3 mai 2016 à 14:02, Alice Arden <alice@a.example> a écrit :', alice, minute],
    ['Apple Mail', 'Le 3 mai 2016 à 14:02, Alice Arden <alice@a.example> a écrit :', alice, minute],
    ['Thunderbird', 'Le 03/05/2016 à 14:02, Alice Arden a écrit\u00a0:', 'Alice Arden', minute],
    ['Yahoo', 'Le Mardi 3 mai 2016 14h02, Alice Arden <alice@a.example> a écrit :', alice, minute],
    ['Yahoo', 'Le Mardi 3 mai 2016 14H02, Alice Arden <alice@a.example> a écrit :', alice, minute],
    ['August', 'Le 1er août 2016 à 09:30, Alice Arden a écrit :', 'Alice Arden', '2016-08-01 09:30'],
  ],
  German: [
    ['Gmail', 'Am Di., 3. Mai 2016 um 14:02 Uhr schrieb Alice Arden <alice@a.example>:', alice, minute],
    ['Gmail, older', 'Am 3. Mai 2016 um 14:02 schrieb Alice Arden <alice@a.example>:', alice, minute],
    ['Apple Mail', 'Am 03.05.2016 um 14:02 schrieb Alice Arden <alice@a.example>:', alice, minute],
    ['Thunderbird', 'Am 03.05.16 um 12:30 schrieb Alice Arden:', 'Alice Arden', '2016-05-03 12:30'],
    ['Yahoo', 'Alice Arden <alice@a.example> schrieb am 14:02 Dienstag, 3.Mai 2016:', alice, minute],
    ['March', 'Am Do., 3. März 2016 um 14:02 Uhr schrieb Alice Arden <alice@a.example>:', alice, '2016-03-03 14:02'],
  ],
  Spanish: [
    ['Gmail', 'El mar, 3 may 2016 a las 14:02, Alice Arden (<alice@a.example>) escribió:', alice, minute],
    ['Gmail, older', 'El 3 de mayo de 2016, 14:02, Alice Arden<alice@a.example> escribió:', alice, minute],
    ['Apple Mail', 'El 3 may 2016, a las 14:02, Alice Arden <alice@a.example> escribió:', alice, minute],
    ['Thunderbird', 'El 03/05/2016 a las 14:02, Alice Arden escribió:', 'Alice Arden', minute],
    ['Yahoo', 'El Martes, 3 de mayo, 2016 14:02:05, Alice Arden <alice@a.example> escribió:', alice, '2016-05-03 14:02:05'],
    ['meridiem', 'El mar., 3 de mayo de 2016 2:02 p. m., Alice Arden <alice@a.example> escribió:', alice, minute],
  ],
  Italian: [
    ['Gmail', 'Il giorno mar 3 mag 2016 alle ore 14:02 Alice Arden <alice@a.example> ha scritto:', alice, minute],
    ['Apple Mail', 'Il giorno 03 mag 2016, alle ore 14:02, Alice Arden <alice@a.example> ha scritto:', alice, minute],
    ['Thunderbird', 'Il 03/05/2016 14:02, Alice Arden ha scritto:', 'Alice Arden', minute],
    ['Yahoo', 'Il Martedì 3 Maggio 2016 14:02, Alice Arden <alice@a.example> ha scritto:', alice, minute],
    ['dots', 'Il 3 settembre 2016 alle 14.02 Alice Arden <alice@a.example> ha scritto:', alice, '2016-09-03 14:02'],
  ],
  Portuguese: [
    ['Gmail', 'Em ter., 3 de mai. de 2016 às 14:02, Alice Arden <alice@a.example> escreveu:', alice, minute],
    ['Gmail, older', 'Em 3 de maio de 2016 14:02, Alice Arden <alice@a.example> escreveu:', alice, minute],
    ['Gmail, European', 'Alice Arden <alice@a.example> escreveu no dia terça, 3/05/2016 à(s) 14:02:', alice, minute],
    ['Apple Mail', 'Em 3 de mai de 2016, à(s) 14:02, Alice Arden <alice@a.example> escreveu:', alice, minute],
    ['Thunderbird', 'Em 03/05/2016 14:02, Alice Arden escreveu:', 'Alice Arden', minute],
    ['October', 'Em qui, 6 de out de 2016 às 14:02, Alice Arden <alice@a.example> escreveu:', alice, '2016-10-06 14:02'],
  ],
  Dutch: [
    ['Gmail', 'Op di 3 mei 2016 om 14:02 schreef Alice Arden <alice@a.example>:', alice, minute],
    ['Gmail, older', 'Op 3 mei 2016 14:02 schreef Alice Arden <alice@a.example>:', alice, minute],
    ['Apple Mail', 'Op 3 mei 2016, om 14:02 heeft Alice Arden <alice@a.example> het volgende geschreven:', alice, minute],
    ['Thunderbird', 'Op 03-05-16 om 14:02 schreef Alice Arden:', 'Alice Arden', minute],
    ['Outlook for Mac', 'Alice Arden <alice@a.example> schreef op 3 mei 2016 14:02:', alice, minute],
  ],
  Polish: [
    ['Gmail', 'wt., 3 maj 2016 o 14:02 Alice Arden <alice@a.example> napisał(a):', alice, minute],
    ['Gmail, older', 'W dniu 3 maja 2016 14:02 użytkownik Alice Arden <alice@a.example> napisał:', alice, minute],
    ['Apple Mail', 'Wiadomość napisana przez Alice Arden <alice@a.example> w dniu 3 maj 2016, o godz. 14:02:', alice, minute],
    ['Thunderbird', 'W dniu 03.05.2016 o 14:02, Alice Arden pisze:', 'Alice Arden', minute],
    ['October', 'czw., 6 paź 2016 o 14:02 Alice Arden <alice@a.example> napisał(a):', alice, '2016-10-06 14:02'],
  ],
  Russian: [
    ['Gmail', 'вт, 3 мая 2016 г. в 14:02, Alice Arden <alice@a.example>:', alice, minute],
    ['Gmail, older', '3 мая 2016 г., 14:02 пользователь Alice Arden <alice@a.example> написал:', alice, minute],
    ['Apple Mail', '3 мая 2016 г., в 14:02, Alice Arden <alice@a.example> написал(а):', alice, minute],
    ['Thunderbird', '03.05.2016 14:02, Алиса Арден пишет:', 'Алиса Арден', minute],
    [
      'mail.ru',
      'Вторник,  3 мая 2016, 14:02 +03:00 от Алиса Арден <alice@a.example>:',
      'Алиса Арден <alice@a.example>',
      '2016-05-03 14:02 +180',
    ],
    ['Yandex', '03.05.2016, 14:02, "Alice Arden" <alice@a.example>:', alice, minute],
  ],
  Turkish: [
    ['Gmail', 'Alice Arden <alice@a.example>, 3 May 2016 Sal, 14:02 tarihinde şunu yazdı:', alice, minute],
    ['Gmail, older', '3 Mayıs 2016 14:02 tarihinde Alice Arden <alice@a.example> yazdı:', alice, minute],
    ['Apple Mail', 'Alice Arden <alice@a.example> şunları yazdı (3 May 2016 14:02):', alice, minute],
    ['Thunderbird', '03.05.2016 14:02 tarihinde Alice Arden yazdı:', 'Alice Arden', minute],
    ['August', '3 Ağu 2016 Çar, 14:02 tarihinde Alice Arden <alice@a.example> şunu yazdı:', alice, '2016-08-03 14:02'],
  ],
  Arabic: [
    ['Gmail', 'في الثلاثاء، 3 مايو 2016 في 2:02 م تمت كتابة ما يلي بواسطة Alice Arden <alice@a.example>:', alice, minute],
    ['Gmail, Arabic digits', 'في ٣ مايو، ٢٠١٦ ٢:٠٢ م، جاء من Alice Arden <alice@a.example>:', alice, minute],
    ['Apple Mail', 'في ٣ مايو ٢٠١٦، الساعة ٢:٠٢ م، كتب/كتبت Alice Arden <alice@a.example>:', alice, minute],
    ['Thunderbird', 'في 03/05/2016 14:02، كتب أليس:', 'أليس', minute],
    ['Levantine month', 'بتاريخ 3 أيار 2016 الساعة 9:30 ص، كتبت Alice Arden <alice@a.example>:', alice, '2016-05-03 09:30'],
  ],
  elsewhere: [
    ['Czech', 'Dne 03.05.2016 v 14:02 Alice Arden napsal(a):', 'Alice Arden', minute],
    ['Slovak', 'Dňa 3. 5. 2016 o 14:02 Alice Arden napísal(a):', 'Alice Arden', minute],
    ['Swedish', 'Den 3 maj 2016 kl. 14:02 skrev Alice Arden <alice@a.example>:', alice, minute],
    ['Danish', 'Den 3. maj 2016 kl. 14.02 skrev Alice Arden <alice@a.example>:', alice, minute],
    ['Chinese, Apple Mail', '在 2016年5月3日，下午2:02，Alice Arden <alice@a.example> 写道：', alice, minute],
    ['Chinese, without spaces', '在2016年5月3日五月 下午2:02，Alice Arden写道：', 'Alice Arden', minute],
    ['Chinese', 'Alice Arden <alice@a.example> 于2016年5月3日周二 14:02写道：', alice, minute],
  ],
};

function toldOf({ sender, date }: Attribution): { sender: string; date: string | undefined } {
  const { name, address, via } = sender ?? {};
  const two = (value: number | undefined): string => String(value).padStart(2, '0');
  const day = date && `${date.year}-${two(date.month)}-${two(date.day)}`;
  const clock =
    date?.hour === undefined ? '' : ` ${two(date.hour)}:${two(date.minute)}${date.second === undefined ? '' : `:${two(date.second)}`}`;
  const zone = date?.offsetMinutes === undefined ? '' : ` +${date.offsetMinutes}`;
  return {
    sender: [name, via && `via ${via}`, address && `<${address}>`].filter((part) => part !== undefined).join(' '),
    date: day && day + clock + zone,
  };
}

/** Labels of Outlook, the date in them, separators of a reply and of a forward, and what a phone signs with. */
const programs: Readonly<
  Record<string, { readonly block: string; readonly reply: string; readonly forward: string; readonly phone: string }>
> = {
  English: {
    block: 'From: Alice Arden <alice@a.example>\nSent: Tuesday, May 3, 2016 2:02 PM\nTo: Bob Brown\nSubject: Budget\n',
    reply: '-----Original Message-----',
    forward: '---------- Forwarded message ---------',
    phone: 'Sent from my iPhone',
  },
  French: {
    block: 'De : Alice Arden <alice@a.example>\nEnvoyé : mardi 3 mai 2016 14:02\nÀ : Bob Brown\nObjet : Budget\n',
    reply: '-----Message d’origine-----',
    forward: '---------- Message transféré ----------',
    phone: 'Envoyé de mon iPhone',
  },
  German: {
    block: 'Von: Alice Arden <alice@a.example>\nGesendet: Dienstag, 3. Mai 2016 14:02\nAn: Bob Brown\nBetreff: Budget\n',
    reply: '-----Ursprüngliche Nachricht-----',
    forward: '-------- Weitergeleitete Nachricht --------',
    phone: 'Von meinem iPhone gesendet',
  },
  Spanish: {
    block: 'De: Alice Arden <alice@a.example>\nEnviado el: martes, 3 de mayo de 2016 14:02\nPara: Bob Brown\nAsunto: Budget\n',
    reply: '-----Mensaje original-----',
    forward: '---------- Mensaje reenviado ----------',
    phone: 'Enviado desde mi iPhone',
  },
  Italian: {
    block: 'Da: Alice Arden <alice@a.example>\nInviato: martedì 3 maggio 2016 14:02\nA: Bob Brown\nOggetto: Budget\n',
    reply: '-----Messaggio originale-----',
    forward: '---------- Messaggio inoltrato ----------',
    phone: 'Inviato da iPhone',
  },
  Portuguese: {
    block: 'De: Alice Arden <alice@a.example>\nEnviada em: terça-feira, 3 de maio de 2016 14:02\nPara: Bob Brown\nAssunto: Budget\n',
    reply: '-----Mensagem original-----',
    forward: '---------- Mensagem encaminhada ----------',
    phone: 'Enviado do meu iPhone',
  },
  Dutch: {
    block: 'Van: Alice Arden <alice@a.example>\nVerzonden: dinsdag 3 mei 2016 14:02\nAan: Bob Brown\nOnderwerp: Budget\n',
    reply: '-----Oorspronkelijk bericht-----',
    forward: '---------- Doorgestuurd bericht ----------',
    phone: 'Verstuurd vanaf mijn iPhone',
  },
  Polish: {
    block: 'Od: Alice Arden <alice@a.example>\nWysłano: wtorek, 3 maja 2016 14:02\nDo: Bob Brown\nTemat: Budget\n',
    reply: '-----Oryginalna wiadomość-----',
    forward: '---------- Przekazana wiadomość ----------',
    phone: 'Wysłane z iPhone’a',
  },
  Russian: {
    block: 'От: Alice Arden <alice@a.example>\nОтправлено: 3 мая 2016 г. 14:02\nКому: Bob Brown\nТема: Budget\n',
    reply: '-----Исходное сообщение-----',
    forward: '-------- Пересылаемое сообщение --------',
    phone: 'Отправлено с iPhone',
  },
  Turkish: {
    block: 'Kimden: Alice Arden <alice@a.example>\nGönderildi: 3 Mayıs 2016 Salı 14:02\nKime: Bob Brown\nKonu: Budget\n',
    reply: '-----Özgün İleti-----',
    forward: '---------- Yönlendirilmiş ileti ----------',
    phone: 'iPhone’umdan gönderildi',
  },
  Arabic: {
    block: 'من: Alice Arden <alice@a.example>\nتاريخ الإرسال: الثلاثاء، 3 مايو، 2016 02:02 م\nإلى: Bob Brown\nالموضوع: Budget\n',
    reply: '-----الرسالة الأصلية-----',
    forward: '---------- رسالة معاد توجيهها ---------',
    phone: 'أُرسلت من الـ iPhone',
  },
};

describe('a block of header lines says whose words follow, from when, to whom and under what subject', () => {
  for (const [language, { block, reply, forward, phone }] of Object.entries(programs)) {
    const expected = { sender: alice, date: minute };

    it(`${language}, below a signature of a phone and without a separator`, () => {
      const segments = splitAnyhow(`Yes.\n\n${phone}\n\n${block}\nno\n`);
      assert.deepEqual(
        segments.map(({ kind, text, depth }) => [kind, text, depth]),
        [
          ['own', 'Yes.\n\n', 0],
          ['signature', `${phone}\n\n`, 0],
          ['attribution', block, 0],
          ['quoted', '\nno\n', 1],
        ],
      );
      const source = segments[3]!.source!;
      assert.deepEqual(toldOf(source), expected);
      assert.equal(source.subject, 'Budget');
      assert.deepEqual(source.recipients, [{ name: 'Bob Brown' }]);
    });

    for (const [style, separator] of [
      ['reply', reply],
      ['forward', forward],
    ] as const) {
      it(`${language}, below the separator of a ${style}`, () => {
        const segments = splitAnyhow(`Yes.\n\n${separator}\n${block}\nno\n`);
        assert.deepEqual(
          segments.map(({ kind, text }) => [kind, text]),
          [
            ['own', 'Yes.\n\n'],
            ['attribution', `${separator}\n${block}`],
            ['quoted', '\nno\n'],
          ],
        );
        assert.equal(segments[2]!.source!.style, style);
        assert.deepEqual(toldOf(segments[2]!.source!), expected);
      });
    }
  }
});

describe('an attribution says whose words follow, and from when', () => {
  for (const [language, rows] of Object.entries(attributions)) {
    for (const [program, attribution, sender, date] of rows) {
      it(`${language}, ${program}`, () => {
        const [own, attributed, quoted, ...more] = splitAnyhow(`Yes.\n\n${attribution}\n\n> no\n`);
        assert.deepEqual(more, []);
        assert.deepEqual(own, { kind: 'own', text: 'Yes.\n\n', depth: 0 });
        assert.equal(attributed?.kind, 'attribution');
        assert.equal(attributed?.text, `${attribution}\n\n`);
        assert.equal(quoted?.text, '> no\n');
        assert.equal(quoted?.source?.style, 'reply');
        assert.deepEqual(toldOf(quoted!.source!), { sender, date });
      });
    }
  }
});
