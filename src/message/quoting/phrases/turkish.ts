import { monthNames, type Phrases, wordList } from './phrases.ts';

export const turkish: Phrases = {
  openings: wordList('alıntı'),
  verbs: wordList('şunu yazdı, şunları yazdı, yazdı, yazmış, yazıyor, tarafından yazıldı, diyor ki'),
  fillers: wordList('tarihinde, kullanıcısı, şunu, şunları, tarafından, itibarıyla'),
  dateWords: wordList('saat, tarihinde, günü, saati, tarihli'),
  months: monthNames(
    'ocak oca, şubat şub, mart mar, nisan nis, mayıs may, haziran haz, temmuz tem, ağustos ağu, eylül eyl, ekim eki, kasım kas, aralık ara',
  ),
  weekdays: wordList('pazartesi, salı, çarşamba, perşembe, cuma, cumartesi, pazar, pzt, sal, çar, çrş, per, prş, cum, cmt, paz'),
  am: ['öö'],
  pm: ['ös'],
  labels: {
    from: ['kimden', 'gönderen', 'gönderenin adı'],
    date: ['gönderildi', 'tarih', 'gönderme tarihi', 'gönderilme tarihi', 'gönderim tarihi'],
    to: ['kime', 'alıcı', 'alıcılar'],
    cc: ['bilgi', 'cc', 'gizli', 'bcc'],
    subject: ['konu'],
    other: ['yanıt adresi', 'önem', 'ekler', 'önem derecesi', 'yanıtla'],
  },
  originals: wordList('orijinal ileti, özgün ileti, orijinal mesaj, özgün mesaj, asıl ileti, orjinal mesaj, asıl mesaj'),
  forwards: wordList(
    'iletilmiş ileti, yönlendirilen ileti, yönlendirilmiş ileti, iletilen ileti, iletilen ileti başlangıcı, iletilen mesaj, iletilmiş mesaj, yönlendirilen mesaj, forwarded message',
  ),
  ends: wordList('iletilen ileti sonu, yönlendirilen ileti sonu'),
  sentFrom: wordList("iphone'umdan, ipad'imden"),
  sentFromAfter: wordList('gönderildi, gönderilmiştir, yollandı, edinin, ile gönderildi, telefonumdan gönderildi, üzerinden gönderildi'),
  disclaimers: wordList(
    'bu e-posta, bu eposta, bu mesaj, bu ileti, bu elektronik, yasal uyarı, gizlilik, uyarı, işbu e-posta, bu e-postayı, eğer bu',
  ),
  disclaimerWords: wordList(
    'gizli, alıcı, yanlışlıkla, yasak, ekleri, gönderen, silin, imha, sorumlu, kopyala, dağıt, yetkisiz, virüs, ifşa',
  ),
};
