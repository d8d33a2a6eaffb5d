/** The one script of the pages: it verifies a message in the reader's browser. Bundled whole; it needs nothing beside it. */
import { chooseLanguage, languageOf } from '../pages/words/languages.ts';
import { Screen } from './screen.ts';
import { verifyAgain } from './verify-again.ts';
import { verifyFiles } from './verify-files.ts';

const screen = new Screen(languageOf(document.documentElement.lang) ?? chooseLanguage(undefined));
// Around a page that was saved there is no archive that its links could lead to.
if (location.protocol === 'file:') document.documentElement.classList.add('saved');
const message = document.getElementById('verify-again');
if (message !== null) void verifyAgain(message, screen);
const form = document.getElementById('verify-form');
if (form instanceof HTMLFormElement) verifyFiles(form, screen);
