// What all searches of the site know: places, units with their short names, residents' words, and how words are misspelled.
// The build writes both tables (site/lib/search) from reviewed content and from the site's own text.

/** A bureau of the same kind in several places. */
export interface KnownUnit {
  /** Without the place: 教育和体育局, 教育体育局, 教体局. */
  names: string[];
  /** Addresses of its pages, one a place. */
  pages: string[];
}

export interface Knowledge {
  /** Names of each jurisdiction: 某县, 某. */
  places: { id: string; names: string[] }[];
  units: KnownUnit[];
  synonyms: {
    /** Residents' words. */
    said: string[];
    /** The documents' words, best first. */
    written: string[];
    /** Names of the bureaus that usually handle it; none if nobody registered here does. */
    units: string[];
    /** True if the residents' words are another name of the bureau: 派出所. */
    isUnit: boolean;
  }[];
  /** Topics, each with the documents' words for it. */
  topics: { page: string; name: string; words: string[] }[];
  /** Suggested while typing, in addition to residents' words. */
  suggestions: string[];
}

/** The characters of each syllable, including common ones that the site lacks but people mistype. */
export type SoundTable = Record<string, string>;

export interface SpellingTable {
  /** Traditional characters, and at the same index their simplified forms on the site. */
  traditional: string;
  simplified: string;
  /** For each character of a known word, characters that look like it. */
  lookAlikes: Record<string, string>;
  /** Words of the site's text that few pages contain, separated by spaces. */
  words: string;
  /** Words that too many pages contain to tell them apart: 信息, 公开. */
  commonWords: string;
}

/** A page as the search reads it. */
export interface IndexedPage {
  url: string;
  title: string;
  /** 要点, 任务 … */
  kind: string;
  /** The document, and the position in the document. */
  where: string;
  /** True for a page of a closed year. */
  isPast: boolean;
  text: string;
}

/** A page of the built site, with the values of its filters. */
export interface StoredPage extends IndexedPage {
  filters: { kind: string; place: string; years: string[]; units: string[] };
  /** Latest day of its documents; sorts by date. */
  date: string;
}
