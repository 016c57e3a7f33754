// What witnesses outside the house hold of this ledger, and what this site holds of the ledgers of others. Append-only.
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** One row for each seal that a witness has acknowledged. */
export const witnessMarks = sqliteTable(
  'witness_marks',
  {
    /** Number of the seal. */
    seal: integer('seal').notNull(),
    /** As in the setting: `tsa=https://…`, `mingbai=https://…`; `mail` without the address, which is personal data. */
    witness: text('witness').notNull(),
    /** Milliseconds UTC, by this site's clock; the token of an authority holds the authority's. */
    at: integer('at').notNull(),
    /** Number in the request, which the token repeats; empty where there is none. */
    nonce: text('nonce').notNull(),
    /** A time-stamp token (RFC 3161) in base64, or what another site answered as JSON; empty for a mail. */
    token: text('token').notNull(),
  },
  (table) => [primaryKey({ columns: [table.seal, table.witness] })],
);

/** Seals of other sites, as those sites showed them. */
export const witnessedHeads = sqliteTable(
  'witnessed_heads',
  {
    /** The other site's origin. */
    site: text('site').notNull(),
    /** Its places that share the ledger, in order, with commas. */
    places: text('places').notNull(),
    number: integer('number').notNull(),
    hash: text('hash').notNull(),
    /** When the other site says it made the seal, in milliseconds UTC. */
    sealedAt: integer('sealed_at').notNull(),
    /** When this site saw it, in milliseconds UTC. */
    seenAt: integer('seen_at').notNull(),
  },
  // With the hash: two seals under one number are what a witness is there to remember.
  (table) => [primaryKey({ columns: [table.site, table.places, table.number, table.hash] })],
);
