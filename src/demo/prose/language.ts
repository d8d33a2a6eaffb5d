/** The languages of the story. */
export type Language = 'en' | 'fr';
