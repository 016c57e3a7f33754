/** A source that cannot be imported; the message tells the importing person what is wrong and what to do. */
export class ImportError extends Error {}
