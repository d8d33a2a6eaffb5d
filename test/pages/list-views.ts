import type { AttachmentPageView } from '../../src/pages/attachment.ts';
import type { FilesView } from '../../src/pages/attachment-list.ts';
import type { AttachedFileView } from '../../src/pages/message-attachments.ts';
import type { PeopleView } from '../../src/pages/people-list.ts';
import type { PersonView } from '../../src/pages/person.ts';

/** Literal views for the tests of the lists of people and of attachments: people and files are invented. */
const lena = { name: 'Lena Brandt', address: 'lena@halden.example' };
const fromLena = 'from:lena@halden.example';
const toLena = 'to:lena@halden.example OR cc:lena@halden.example';

export const peopleView: PeopleView = {
  part: '',
  sort: 'sent',
  page: 1,
  pages: 4,
  total: 230,
  people: [
    { ...lena, sent: 1518, received: 3347, firstDate: '2013-01-07T03:46:20Z', lastDate: '2017-12-14T12:31:12Z' },
    { address: 'nobody', sent: 0, received: 1 },
  ],
};

export const personView: PersonView = {
  ...peopleView.people[0]!,
  fromQuery: fromLena,
  toQuery: toLena,
  verdicts: { verified: 1200, failed: 18, unverified: 300 },
  years: [
    { year: '2015', sent: 500, received: 0 },
    { year: '2016', sent: 1010, received: 2000 },
  ],
  undated: { sent: 8, received: 0 },
  names: [
    { name: 'Lena Brandt', count: 4800 },
    { name: 'L. B.', count: 3 },
  ],
  writtenTo: [
    {
      name: 'Otto Weiss',
      address: 'otto@halden.example',
      messages: 700,
      query: `${fromLena} (to:otto@halden.example OR cc:otto@halden.example)`,
    },
  ],
  heardFrom: [{ address: 'board@halden.example', messages: 12 }],
};

const sha256 = 'a'.repeat(64);
const message = { number: 48_211, verdict: 'verified', from: [lena], subject: 'Draft budget for May' } as const;

export const filesView: FilesView = {
  asked: '',
  sort: '-date',
  page: 1,
  pages: 3,
  total: 90,
  copies: 120,
  kinds: { pdf: 50, spreadsheet: 40 },
  files: [
    {
      sha256,
      name: 'Budget May.xls',
      safeName: 'Budget May.xls',
      type: 'application/vnd.ms-excel',
      kind: 'spreadsheet',
      size: 48_640,
      date: '2016-05-12T14:02:00Z',
      copies: 3,
      message,
    },
  ],
  query: 'has:attachment',
};

export const attachmentView: AttachmentPageView = {
  sha256,
  md5: 'b'.repeat(32),
  name: 'Budget May.xls',
  safeName: 'Budget May.xls',
  otherNames: ['copy.xls'],
  types: ['application/vnd.ms-excel'],
  size: 48_640,
  copies: 2,
  page: 1,
  pages: 1,
  places: [
    { message, date: '2016-05-12T14:02:00Z', part: '2', name: 'copy.xls' },
    { message: { ...message, number: 7, verdict: 'failed', from: [], subject: '' }, part: '2.1', name: 'Budget May.xls' },
  ],
};

export const attachedView: AttachedFileView = {
  name: 'Budget May.xls',
  safeName: 'Budget May.xls',
  part: '2.1',
  type: 'application/vnd.ms-excel',
  size: 48_640,
  sha256,
  md5: 'b'.repeat(32),
  copies: 2,
  elsewhere: [{ number: 7, verdict: 'failed' }],
  signedIn: [{ number: 8, verdict: 'verified', from: [{ name: 'Otto Weiss', address: 'otto@weiss.example' }] }],
};
