import { monthNames, type Phrases, wordList } from './phrases.ts';

/** What is known of further languages: Czech and Slovak, Danish, Norwegian and Swedish, Finnish, Hungarian, Romanian, Chinese, Japanese. */
export const elsewhere: Phrases = {
  openings: wordList('在, dne, dňa, den, vào, kl, på, pe, la data de, în data de, på'),
  verbs: wordList(
    'napsal(a), napísal(a), napsal, napsala, napísal, napísala, píše, skrev följande, skrev følgende, skrev, skriver, kirjoitti, írta, ezt írta, a scris, 写道, 寫道, のメール, さんは書きました, wrote',
  ),
  fillers: wordList('于, 於, uživatel, používateľ, følgende, följande, ezt, időpontban'),
  dateWords: wordList(
    '在, 于, 於, 一月, 二月, 三月, 四月, 五月, 六月, 七月, 八月, 九月, 十月, 十一月, 十二月, v, o, kl, klo, den, ob, la, ora, kello',
  ),
  months: monthNames(
    'ledna leden januára január januar januari tammikuuta ianuarie ian, února únor februára február februar februari helmikuuta februarie, března březen marca marec marts mars maaliskuuta martie, dubna duben apríla apríl huhtikuuta aprilie, května květen mája máj maj toukokuuta mai, června červen júna jún juni kesäkuuta iunie iun, července červenec júla júl juli heinäkuuta iulie iul, srpna srpen augusta august augusti elokuuta, září septembra syyskuuta septembrie, října říjen októbra október oktober lokakuuta octombrie okt, listopad novembra november marraskuuta noiembrie, prosince prosinec decembra december desember joulukuuta decembrie des',
  ),
  weekdays: wordList(
    '周一, 周二, 周三, 周四, 周五, 周六, 周日, 星期一, 星期二, 星期三, 星期四, 星期五, 星期六, 星期日, 週一, 週二, 週三, 週四, 週五, 週六, 週日, po, út, st, čt, pá, so, ne, pondělí, úterý, středa, čtvrtek, pátek, sobota, neděle, måndag, tisdag, onsdag, torsdag, fredag, lördag, söndag, mandag, tirsdag, lørdag, søndag, mån, tis, ons, tors, tor, fre, lör, sön, man, tir, lør, søn, maanantai, tiistai, keskiviikko, torstai, perjantai, lauantai, sunnuntai, luni, marți, miercuri, joi, vineri, sâmbătă, duminică',
  ),
  am: ['上午', '午前'],
  pm: ['下午', '午後'],
  labels: {
    from: ['från', 'fra', 'avsändare', 'lähettäjä', 'feladó', 'de la', 'expeditor', '发件人', '寄件者', '差出人', '寄件人'],
    date: [
      'skickat',
      'sendt',
      'dato',
      'datum',
      'odesláno',
      'odoslané',
      'lähetetty',
      'päivämäärä',
      'küldve',
      'dátum',
      'dată',
      'trimis',
      '发送时间',
      '日期',
      '時間',
      '送信日時',
      '日付',
      '寄件日期',
      '传送日期',
    ],
    to: ['till', 'til', 'komu', 'vastaanottaja', 'címzett', 'către', '收件人', '收件者', '宛先'],
    cc: ['kopia', 'kopi', 'kopie', 'kopio', 'másolatot kap', '抄送', '副本'],
    subject: ['ämne', 'emne', 'předmět', 'predmet', 'aihe', 'tárgy', 'subiect', '主题', '主旨', '件名', '主題'],
  },
  originals: wordList(
    'ursprungligt meddelande, originalmeddelande, oprindelig meddelelse, opprinnelig melding, original meddelelse, původní zpráva, pôvodná správa, alkuperäinen viesti, eredeti üzenet, mesaj original, mesajul original, 原始邮件, 原始郵件, 元のメッセージ, 邮件原件',
  ),
  forwards: wordList(
    'vidarebefordrat meddelande, vidarebefordrat brev, vidarebefordrat mejl, videresendt meddelelse, videresendt melding, přeposlaná zpráva, preposlaná správa, välitetty viesti, edelleenlähetetty viesti, továbbított üzenet, mesaj redirecționat, 转发的邮件, 轉寄郵件, 転送されたメッセージ, 转发邮件信息, vidarebefordrat mail',
  ),
  sentFrom: wordList(
    'skickat från min, skickat från, sendt fra min, sendt fra mit, sendt fra, odesláno z, odoslané z, lähetetty, trimis de pe, 发自我的, 從我的, 傳送自, elküldve',
  ),
  sentFromAfter: wordList('から送信, 傳送, 发送'),
  disclaimers: wordList(
    'detta meddelande, denne e-mail, denne e-posten, tato zpráva, tento e-mail, tämä viesti, acest mesaj, ez az üzenet, 本邮件, 本電子郵件',
  ),
  disclaimerWords: wordList(
    'konfidentiell, fortrolig, důvěrn, luottamuksel, confidențial, bizalmas, 保密, 机密, mottagare, modtager, příjemc, destinatar',
  ),
};
