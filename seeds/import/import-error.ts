/** A source cannot be imported. The message explains the problem and its remedy to the person who imports. */
export class ImportError extends Error {}
