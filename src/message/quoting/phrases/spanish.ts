import { monthNames, type Phrases, wordList } from './phrases.ts';

export const spanish: Phrases = {
  openings: wordList('el, el día, con fecha, en fecha, mensaje citado por'),
  verbs: wordList('escribió lo siguiente, escribió, escribio, ha escrito, escribe, dijo, escribía'),
  fillers: wordList('el usuario, lo siguiente, vía, via, por'),
  dateWords: wordList('el, de, del, a, las, la, a las, a la, hora, horas, hrs, h'),
  months: monthNames(
    'enero ene, febrero feb, marzo mar, abril abr, mayo may, junio jun, julio jul, agosto ago, septiembre setiembre sep sept set, octubre oct, noviembre nov, diciembre dic',
  ),
  weekdays: wordList(
    'lunes, martes, miércoles, miercoles, jueves, viernes, sábado, sabado, domingo, lun, mar, mié, mie, jue, vie, sáb, sab, dom',
  ),
  labels: {
    from: ['de', 'remitente', 'desde'],
    date: ['enviado', 'enviado el', 'fecha', 'enviada', 'enviado a', 'fecha de envío'],
    to: ['para', 'a', 'destinatario', 'destinatarios'],
    cc: ['cc', 'cco', 'copia', 'con copia'],
    subject: ['asunto'],
    other: ['responder a', 'importancia', 'datos adjuntos', 'prioridad', 'archivos adjuntos', 'organización'],
  },
  originals: wordList('mensaje original, mensaje original enviado, correo original, mensaje de origen'),
  forwards: wordList(
    'mensaje reenviado, inicio del mensaje reenviado, inicio de mensaje reenviado, comienzo del mensaje reenviado, mensaje transferido, reenviado, correo reenviado',
  ),
  ends: wordList('fin del mensaje reenviado, fin de mensaje reenviado'),
  sentFrom: wordList(
    'enviado desde mi, enviado desde, enviado con, enviado por, enviado a través de, enviado mediante, obtener, descargar, enviado de mi, enviado usando',
  ),
  disclaimers: wordList(
    'este mensaje, este correo, este e-mail, este email, esta comunicación, la información contenida, la información incluida, el contenido de este, aviso legal, aviso de confidencialidad, confidencialidad, nota de confidencialidad, cláusula de confidencialidad, antes de imprimir, advertencia, si usted no es, si ha recibido',
  ),
  disclaimerWords: wordList(
    'confidencial, destinatari, por error, prohibid, divulg, adjuntos, remitente, eliminar, elimine, autorización, privilegiad, responsabilidad, copia, medio ambiente, notificar',
  ),
};
