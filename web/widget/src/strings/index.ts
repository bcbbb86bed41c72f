import { de } from './de';
import { en } from './en';
import { es } from './es';
import { fr } from './fr';
import { pt } from './pt';

export type Strings = typeof en;
const kLanguages: Record<string, Strings> = { de, en, es, fr, pt };

// By a BCP 47 tag's language; English where it is none of ours.
export const stringsFor = (tag: string): Strings => kLanguages[tag.toLowerCase().split('-')[0] ?? ''] ?? en;
