import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { attachmentPage } from '../../src/pages/attachment.ts';
import { attachmentListPage } from '../../src/pages/attachment-list.ts';
import { messageAttachmentsPage } from '../../src/pages/message-attachments.ts';
import { peopleListPage } from '../../src/pages/people-list.ts';
import { personPage } from '../../src/pages/person.ts';
import { hasPage, urls } from '../../src/pages/urls.ts';
import { attachedView, attachmentView, filesView, peopleView, personView } from './list-views.ts';
import { headOf, site } from './sample-views.ts';

describe('the list of people', () => {
  it('tells of each how much he wrote and received, and leads to his page', () => {
    const page = peopleListPage(peopleView, site);
    assert.match(page, /<a href="\/people\/lena%40halden\.example"><bdi lang="">Lena Brandt<\/bdi><\/a>/);
    assert.match(page, /<td class="figure">1,518<\/td><td class="figure">3,347<\/td>/);
    assert.match(page, /7 January 2013 –<\/span> <span class="day">14 December 2017/);
  });

  it('says which column it is sorted by, keeps the filter in each link, and the order in the filter', () => {
    const page = peopleListPage({ ...peopleView, part: 'a&b', sort: 'received', page: 2 }, site);
    assert.match(page, /<th scope="col" class="figure" aria-sort="descending"><a href="\/people\?q=a%26b&amp;sort=received"/);
    assert.match(page, /<input type="hidden" name="sort" value="received">/);
    assert.match(page, /href="\/people\?q=a%26b&amp;sort=received&amp;page=3" rel="next"/);
    assert.match(page, /<a href="\/people\?sort=received">Show all/);
  });

  it('says so where nobody is found', () => {
    assert.match(peopleListPage({ ...peopleView, part: 'x', total: 0, pages: 1, people: [] }, site), /Nobody here has that/);
  });

  it('has no link to an address that no address of the web can name, and shows only the beginning of one without end', () => {
    const people = ['..', 'x'.repeat(100_000)].map((address) => ({ address, sent: 1, received: 0 }));
    const page = peopleListPage({ ...peopleView, people }, site);
    assert.doesNotMatch(page, /href="\/people\//);
    assert.ok(Buffer.byteLength(page) < 20_000);
  });
});

describe('the address of a person’s page', () => {
  it('gives back the address, whatever is in it', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 1_000 }), (text) => {
        const address = text.toWellFormed().toLowerCase();
        fc.pre(hasPage(address));
        const url = new URL(urls.person(address), 'http://localhost');
        assert.equal(decodeURIComponent(url.pathname), `/people/${address}`);
        assert.equal(url.search + url.hash, '');
      }),
    ));
});

describe('the page of a person', () => {
  it('leads from each figure to the mail that it counts', () => {
    const page = personPage(personView, site);
    for (const query of [
      'from:lena@halden.example',
      'to:lena@halden.example+OR+cc:lena@halden.example',
      'from:lena@halden.example+verdict:verified',
      'from:lena@halden.example+date:2016',
      '(to:lena@halden.example+OR+cc:lena@halden.example)+date:2016',
      'from:lena@halden.example+(to:otto@halden.example+OR+cc:otto@halden.example)',
    ])
      assert.ok(page.includes(`href="/search?q=${query}"`), query);
    assert.match(page, /Sent 1,518 e-mails, received 3,347 \(in To or Cc\)/);
    assert.match(page, /8 sent, 0 received/);
  });

  it('draws a bar beside each figure, as long as the largest allows, and none for nothing', () => {
    const page = personPage(personView, site);
    assert.deepEqual(
      [...page.matchAll(/class="(sent|received)"[^>]*><rect width="([\d.]+)%"/g)].map(([, kind, width]) => `${kind} ${width}`),
      ['sent 25', 'sent 50.5', 'received 100'],
    );
  });

  it('has no link to a search where no query names the address exactly', () => {
    const page = personPage({ ...personView, fromQuery: undefined, toQuery: undefined, writtenTo: [], heardFrom: [] }, site);
    assert.doesNotMatch(page.slice(page.indexOf('<main')), /href="\/search/);
    assert.match(page, /<strong>1,200<\/strong>/);
  });
});

describe('the list of attachments', () => {
  it('tells of each file its kind, size and earliest mail with its verdict, and hands it over to be saved', () => {
    const page = attachmentListPage(filesView, site);
    assert.match(page, new RegExp(`<a href="/attachments/${'a'.repeat(64)}"><bdi lang="">Budget May\\.xls</bdi></a>`));
    assert.match(
      page,
      new RegExp(
        `<a class="download" href="/attachments/${'a'.repeat(64)}/Budget%20May\\.xls" download aria-label="Download Budget May\\.xls">`,
      ),
    );
    assert.match(page, /49\u00a0kB<\/span> <span>spreadsheet<\/span>/);
    assert.match(page, /#shape-verified"\/><\/svg> DKIM verified<\/span> <span class="when">12 May 2016/);
    assert.match(page, /attached 3 times<\/a>/);
  });

  it('keeps filter, kind and order together in every link', () => {
    const page = attachmentListPage(
      { ...filesView, asked: 'budg*', kind: 'spreadsheet', sort: '-size', query: 'filename:budg* type:spreadsheet' },
      site,
    );
    assert.match(page, /href="\/attachments\?q=budg\*&amp;kind=spreadsheet"/);
    assert.match(page, /href="\/attachments\?q=budg\*&amp;kind=pdf&amp;sort=-size"/);
    assert.match(page, /href="\/attachments\?q=budg\*&amp;kind=spreadsheet&amp;sort=-size&amp;page=2" rel="next"/);
    assert.match(page, /<input type="hidden" name="kind" value="spreadsheet">/);
    assert.match(page, /href="\/search\?q=filename:budg\*\+type:spreadsheet"/);
  });
});

describe('the page of an attachment', () => {
  it('names its hashes and each mail that has it, under whichever name', () => {
    const page = attachmentPage(attachmentView, site);
    assert.match(page, new RegExp(`<dt>SHA-256</dt><dd class="hash">${'a'.repeat(64)}`));
    assert.match(page, new RegExp(`<dt>MD5</dt><dd class="hash">${'b'.repeat(32)}`));
    assert.match(page, /part 2, as “copy\.xls”/);
    assert.match(page, /<a href="\/messages\/48211">/);
  });
});

describe('the attachments of a message', () => {
  it('are listed with part, type and hashes, and where else they are', () => {
    const page = messageAttachmentsPage({ head: headOf('verified', { attachments: 1 }), files: [attachedView] }, site);
    assert.match(page, /aria-current="page">1\u00a0attachment<\/a>/);
    assert.match(page, /<dt>Part<\/dt><dd><bdi lang="">2\.1<\/bdi>/);
    assert.match(page, /<a href="\/messages\/7">№ 7<\/a> <span class="verdict v-failed">/);
    assert.match(
      messageAttachmentsPage({ head: headOf('verified'), files: [{ ...attachedView, elsewhere: [] }] }, site),
      /in no other e-mail/,
    );
  });

  it('stay light, and say how many are left out', () => {
    const files = Array.from({ length: 500 }, () => ({ ...attachedView, name: '<&>'.repeat(300) }));
    const page = messageAttachmentsPage({ head: headOf('verified', { attachments: 500 }), files }, site);
    assert.ok(Buffer.byteLength(page) < 100_000);
    assert.match(page, /The first \d+ of 500 are shown/);
  });
});
