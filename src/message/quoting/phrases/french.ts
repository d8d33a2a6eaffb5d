import { monthNames, type Phrases, wordList } from './phrases.ts';

export const french: Phrases = {
  openings: wordList("le, message de, en date du, dans son message du, dans l'article"),
  verbs: wordList('a écrit, a ecrit, écrivait, ecrivait, écrit, vous écriviez, nous disait, a dit, disait'),
  fillers: wordList("l'utilisateur, ce qui suit, via, par, de"),
  dateWords: wordList('le, à, a, du, vers, heure, heures, h'),
  months: monthNames(
    'janvier janv jan, février fevrier févr fevr fév fev, mars mar, avril avr, mai, juin, juillet juil jul, août aout aou aoû, septembre sept sep, octobre oct, novembre nov, décembre decembre déc dec',
  ),
  weekdays: wordList('lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche, lun, mar, mer, jeu, ven, sam, dim'),
  labels: {
    from: ['de', 'expéditeur', 'from', 'de la part de'],
    date: ['envoyé', 'envoyé le', 'date', 'envoyée', "date d'envoi", 'envoyé à'],
    to: ['à', 'a', 'pour', 'destinataire', 'destinataires'],
    cc: ['cc', 'copie', 'copie à', 'cci', 'copies à'],
    subject: ['objet', 'sujet'],
    other: ['répondre à', 'importance', 'pièces jointes', 'pièce jointe', 'organisation', 'priorité'],
  },
  originals: wordList("message d'origine, message original, courriel original, mail original, message initial, e-mail d'origine"),
  forwards: wordList(
    'message transféré, message transmis, début du message transféré, début du message réexpédié, mail transféré, courriel transféré, transféré, message réexpédié',
  ),
  ends: wordList('fin du message transféré, fin du message réexpédié'),
  sentFrom: wordList(
    "envoyé de mon, envoyé depuis mon, envoyé depuis ma, envoyé depuis, envoyé à partir de, envoyé à partir d', envoyé avec, envoyé via, envoyé par, obtenir, télécharger, envoyé de, envoyé d'un",
  ),
  disclaimers: wordList(
    "ce message, ce courriel, ce mail, cet e-mail, cet email, ce courrier, les informations contenues, l'information contenue, avis de confidentialité, confidentialité, avertissement, avis important, le contenu de ce, si vous n'êtes pas le destinataire, si vous avez reçu, la présente, merci de penser à l'environnement, pensez à l'environnement, n'imprimez, mention de confidentialité",
  ),
  disclaimerWords: wordList(
    "confidentiel, destinataire, pièces jointes, interdit, par erreur, détruire, supprimer, divulg, expéditeur, avertir, responsabilité, intégrité, altéré, diffusion, usage exclusif, autorisation, l'environnement, imprimer",
  ),
};
