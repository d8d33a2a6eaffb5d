import type { FindingWords } from '../../evidence/findings/words.ts';

export const frenchFindings: FindingWords = {
  weights: { strong: 'Fort', moderate: 'Moyen', weak: 'Faible' },
  kinds: {
    contradiction: {
      label: 'Propos contredits',
      shows: 'Le message {one}, signé, cite {other} avec « {quoted} » là où celui-ci porte « {own} ».',
      innocent: 'On corrige parfois ses propres mots en les citant plus tard ; ou bien d’autres ont reçu une autre version.',
    },
    'duplicate-differs': {
      label: 'Copies divergentes',
      shows:
        'Deux copies de ce qui devrait être un seul message diffèrent à l’intérieur : {one} porte « {own} » là où {other} porte « {quoted} ».',
      innocent:
        'Un brouillon à côté de ce qui a été envoyé, un courriel renvoyé après correction, ou un programme qui réécrit en chemin ce qu’il transmet.',
    },
    'message-id-clash': {
      label: 'Un identifiant, deux messages',
      shows: '{one} et {other} portent le même Message-ID, qui est fait pour être unique, et ont des textes différents.',
      innocent:
        'Certains programmes emploient deux fois un identifiant ; une passerelle ou une archive peut mettre un avis à la place d’un texte.',
    },
    'quote-before-original': {
      label: 'Citation antérieure à l’original',
      shows: '{one} cite {other}, avec son auteur et son heure, et porte une date antérieure de {seconds}.',
      innocent: 'Une horloge mal réglée, chez celui qui a écrit ou chez celui qui cite.',
    },
    'reply-before-parent': {
      label: 'Réponse antérieure à la question',
      shows: '{one} dit répondre à {other}, et porte une date antérieure de {seconds}.',
      innocent: 'Une horloge mal réglée d’un côté ou de l’autre, ou un courriel renvoyé avec une nouvelle date.',
    },
    'false-attribution': {
      label: 'Mots sous un autre nom',
      shows: '{one} cite les mots de {other} et les prête à {named} ; ce message vient de {sender}.',
      innocent:
        'Un surnom ou une seconde adresse ; une réponse qui a transmis les mots sans marques ; du courrier envoyé par l’un pour l’autre.',
    },
    misquote: {
      label: 'Mots signés, cités autrement',
      shows: '{one} cite {other}, qui est signé, avec « {quoted} » là où celui-ci porte « {own} ».',
      innocent:
        'On abrège et on corrige ce que l’on cite ; ou bien le courriel qui cite a été modifié en chemin, par un programme ou par quelqu’un.',
    },
    dispute: {
      label: 'Mots contestés',
      shows: 'Le message {one}, signé, cite {other} avec « {quoted} » là où celui-ci porte « {own} ».',
      innocent: 'On abrège et on corrige ce que l’on cite, et un brouillon peut différer de ce qui a été envoyé.',
    },
  },
  reasons: {
    'both-signed': 'Les deux sont signés en entier par le domaine de leur expéditeur.',
    'one-signed': '{number} est signé en entier par le domaine de son expéditeur.',
    'quote-signed': '{number}, qui cite, est signé en entier par le domaine de son expéditeur.',
    'original-signed': '{number}, qui est cité, est signé en entier par le domaine de son expéditeur : c’est la citation qui est fausse.',
    'both-dates-signed': 'Des signatures valides couvrent les deux dates.',
    'one-date-signed': 'Une signature valide couvre la date de {number}.',
    'signed-out-of-order':
      'Les signatures ont elles aussi été faites dans cet ordre impossible, par des serveurs dont l’horloge est tenue.',
    'identifiers-signed': 'Ce qui dit que l’un répond à l’autre est couvert lui aussi par des signatures.',
    'identifier-signed': 'La signature de {number} couvre son Message-ID.',
    'time-named': 'Les mots à côté de la citation donnent l’heure même du message.',
    'contradicts-copy': 'Une signature prouve l’un avec Message-ID, De et Date : cela parle contre {number}.',
    'nothing-signed': 'Aucune signature qui compte ne couvre l’un ou l’autre : les deux ont pu être modifiés.',
    'clock-or-zone': 'Une horloge fausse de quelques heures, ou qui montre l’heure d’un autre fuseau, explique un tel écart.',
    'handled-in-order': 'Les serveurs ont eu les deux dans un ordre possible : une horloge était fausse.',
    'time-unsure': 'L’heure à côté de la citation ne nomme pas de fuseau, et convient peut-être par hasard à ce message.',
    'other-recipients': 'Ils sont allés à des personnes différentes : les programmes écrivent presque la même chose à beaucoup.',
    'mass-mail': 'Plus de huit messages se ressemblent ainsi, ce qui est l’habitude d’un programme.',
    'unsent-copy': '{number} n’est passé par aucun serveur : un brouillon peut-être, ou la copie de l’expéditeur.',
  },
};
