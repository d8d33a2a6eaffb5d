import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { splitAnyhow } from './white-space.ts';

function kinds(text: string): string[] {
  return splitAnyhow(text).map(({ kind }) => kind);
}

describe('a signature', () => {
  const signatures = [
    '-- \nAlice Arden\nBudget Office\n',
    '--\nAlice\n',
    '- -- \nAlice\n',
    'Sent from my iPhone\n',
    'Sent from my Samsung Galaxy smartphone.\n',
    'Sent from Yahoo Mail on Android\n',
    'Get Outlook for Android<https://aka.example/x>\n',
    'Sent via BlackBerry by AT&T\n',
    'Sent from my Android device with K-9 Mail. Please excuse my brevity.\n',
    'Diese Nachricht wurde von meinem Android-Mobiltelefon gesendet.\n',
    'Télécharger Outlook pour Android\n',
    'Enviado desde Correo para Windows Phone\n',
    'Alice Arden\nBudget Office\nTel. +44 20 7946 0000\nalice@a.example\n',
    '-----BEGIN PGP SIGNATURE-----\nVersion: X 1\n\niQEcBAEBCAAGBQJXKIZ9AAoJ\n=abcd\n-----END PGP SIGNATURE-----\n',
  ];
  for (const signature of signatures) {
    it(`is told from the words above it: ${JSON.stringify(signature.slice(0, 40))}`, () => {
      assert.deepEqual(splitAnyhow(`The budget is done.\n\n${signature}`), [
        { kind: 'own', text: 'The budget is done.\n\n', depth: 0 },
        { kind: 'signature', text: signature, depth: 0 },
      ]);
    });

    it(`and stands above a quote as well: ${JSON.stringify(signature.slice(0, 40))}`, () => {
      const text = `The budget is done.\n\n${signature}\nOn 3 May 2016, Bob <bob@b.example> wrote:\n\n> Well?\n`;
      assert.deepEqual(kinds(text), ['own', 'signature', 'attribution', 'quoted']);
    });
  }

  it('hides no words of the author: what is long, or says more, is his own', () => {
    for (const own of [
      'Sent from my iPhone. I agree to pay two million.\n',
      'Sent from my desk yesterday: the papers.\n',
      `-- \n${'a long story\n'.repeat(30)}`,
      `-- \n${'a long story '.repeat(100)}\n`,
      'Alice Arden\nI will pay two million. Call me.\nTel. +44 20 7946 0000\n',
      '-----BEGIN PGP SIGNATURE-----\nI agree to pay.\n-----END PGP SIGNATURE-----\n',
      '-- \nbob\n> quoted by nobody\n',
    ]) {
      assert.equal(splitAnyhow(`The budget is done.\n\n${own}`)[0]!.kind, 'own');
      assert.ok(!kinds(`The budget is done.\n\n${own}`).includes('signature'), own);
    }
  });
});

describe('a disclaimer', () => {
  const disclaimers = [
    'This e-mail and any attachments are confidential and may be privileged. If you are not the intended recipient,\nplease notify the sender and delete it.\n',
    '*****\nCONFIDENTIALITY NOTICE: This message is intended only for the addressee. Unauthorized disclosure is prohibited.\n',
    'Please consider the environment before printing this e-mail and its attachments.\n',
    'Ce message et toutes les pièces jointes sont confidentiels et établis à l’intention exclusive de leur destinataire.\n',
    'Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Adressat sind, informieren Sie bitte den Absender.\n',
    'Este mensaje es confidencial y va dirigido a su destinatario. Si lo recibe por error, notifíquelo al remitente.\n',
    'Questo messaggio è riservato al destinatario. Se ricevuto per errore, si prega di avvisare il mittente.\n',
    'Esta mensagem é confidencial. Se não for o destinatário, avise o remetente.\n',
    'Dit bericht is vertrouwelijk en alleen bestemd voor de geadresseerde.\n',
    'Niniejsza wiadomość jest poufna i przeznaczona dla adresata. Rozpowszechnianie jest zabronione.\n',
    'Данное сообщение конфиденциально и предназначено только для адресата. Распространение запрещено.\n',
    'Bu e-posta gizlidir ve yalnızca alıcısına yöneliktir. Yanlışlıkla aldıysanız siliniz.\n',
    'هذه الرسالة سرية ومخصصة للمستلم المقصود. يمنع نسخ محتوياتها.\n',
    '-- \nTo unsubscribe from this list: send the line "unsubscribe budget" in\nthe body of a message to majordomo@a.example\n',
    '---------------------------------------------------------------------\nTo unsubscribe, e-mail: dev-unsubscribe@a.example\n',
    '-- \nYou received this message because you are subscribed to the Google Groups "Budget" group.\nTo unsubscribe from this group and stop receiving emails from it, send an email to x@a.example.\n',
  ];
  for (const disclaimer of disclaimers) {
    it(`is told from the words above it: ${JSON.stringify(disclaimer.slice(0, 40))}`, () => {
      assert.deepEqual(splitAnyhow(`The budget is done.\n\n${disclaimer}`), [
        { kind: 'own', text: 'The budget is done.\n\n', depth: 0 },
        { kind: 'disclaimer', text: disclaimer, depth: 0 },
      ]);
    });
  }

  it('is no word of the author about what is confidential, nor one that is very long', () => {
    for (const own of [
      'This message is about the budget.\n',
      'Please keep the budget confidential.\n',
      `This e-mail is confidential and for the intended recipient only. ${'And the budget is a story. '.repeat(300)}\n`,
      '_______________________________________________\nThat was the budget.\n',
    ]) {
      assert.deepEqual(kinds(`Bob,\n\n${own}`), ['own'], own);
    }
  });

  it('and a signature and a list’s footer can all stand below one another', () => {
    const text =
      'Yes.\n\n-- \nBob\n\nThis e-mail is confidential. If you are not the intended recipient, delete it.\n\n_______________________________________________\nBudget mailing list\nhttp://a.example/mailman/listinfo/budget\n';
    assert.deepEqual(kinds(text), ['own', 'signature', 'disclaimer']);
  });
});
