import { monthNames, type Phrases, wordList } from './phrases.ts';

export const portuguese: Phrases = {
  openings: wordList('em, no dia, a, citando, na data, às'),
  verbs: wordList('escreveu o seguinte, escreveu, escreveram, disse, escrevia'),
  fillers: wordList('o usuário, o utilizador, o seguinte, via, por'),
  dateWords: wordList('em, de, às, as, à, a, à(s), no, dia, do, hora, horas, h'),
  months: monthNames(
    'janeiro jan, fevereiro fev, março marco mar, abril abr, maio mai, junho jun, julho jul, agosto ago, setembro set, outubro out, novembro nov, dezembro dez',
  ),
  weekdays: wordList(
    'segunda-feira, terça-feira, quarta-feira, quinta-feira, sexta-feira, sábado, domingo, segunda, terça, quarta, quinta, sexta, seg, ter, qua, qui, sex, sáb, dom',
  ),
  labels: {
    from: ['de', 'remetente'],
    date: ['enviado', 'enviada', 'enviada em', 'enviado em', 'data', 'enviado a', 'data de envio'],
    to: ['para', 'destinatário', 'destinatários'],
    cc: ['cc', 'cco', 'com cópia', 'cópia'],
    subject: ['assunto'],
    other: ['responder a', 'responder para', 'prioridade', 'importância', 'anexos', 'anexo'],
  },
  originals: wordList('mensagem original, mensagem de origem, e-mail original, email original'),
  forwards: wordList(
    'mensagem encaminhada, mensagem reencaminhada, início da mensagem reencaminhada, início da mensagem encaminhada, encaminhada, e-mail encaminhado',
  ),
  ends: wordList('fim da mensagem encaminhada, fim da mensagem reencaminhada'),
  sentFrom: wordList(
    'enviado do meu, enviado do, enviado da minha, enviado a partir do, enviado a partir do meu, enviado via, enviado pelo, enviado de meu, enviado por, enviado com, obter o, obter, baixar o, enviada do meu, enviado através do',
  ),
  disclaimers: wordList(
    'esta mensagem, este e-mail, este email, esta comunicação, as informações contidas, a informação contida, o conteúdo desta, o conteúdo deste, aviso de confidencialidade, confidencialidade, aviso legal, aviso, antes de imprimir, se você não é, se não for o destinatário, se recebeu',
  ),
  disclaimerWords: wordList(
    'confidencia, destinatári, por engano, por erro, proibid, divulg, anexos, remetente, apagar, elimin, sigilo, autorização, responsabilidade, meio ambiente, cópia',
  ),
};
