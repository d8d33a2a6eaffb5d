import type { Reversal } from '../reversal.ts';
import { addressForm } from './address-form.ts';
import { contentFields } from './content-fields.ts';
import { copiedFields } from './copied-fields.ts';
import { dateForm } from './date-form.ts';
import { encodedWords } from './encoded-words.ts';
import { exportedHeader } from './exported-header.ts';
import { fieldNames } from './field-names.ts';
import { fieldsAdded } from './fields-added.ts';
import { fieldsRemoved } from './fields-removed.ts';
import { headerFolding } from './header-folding.ts';
import { headerWhiteSpace } from './header-white-space.ts';
import { listFrom } from './list-from.ts';
import { messageIds } from './message-ids.ts';
import { originalFields } from './original-fields.ts';
import { recipients } from './recipients.ts';
import { repeatedFields } from './repeated-fields.ts';
import { sender } from './sender.ts';
import { subjectTag } from './subject-tag.ts';

/** The modifications of headers that can be undone. Of those that cost the same, the first here is tried first. */
export const HEADER_REVERSALS: readonly Reversal[] = [
  copiedFields,
  originalFields,
  exportedHeader,
  subjectTag,
  listFrom,
  sender,
  repeatedFields,
  fieldsAdded,
  fieldsRemoved,
  messageIds,
  recipients,
  headerFolding,
  headerWhiteSpace,
  fieldNames,
  contentFields,
  addressForm,
  dateForm,
  encodedWords,
];
