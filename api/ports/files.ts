// The store of attachments, on R2 or on a folder with the same interface.

/** The file store of an office. */
export interface Files {
  /** Stores a file under a key. Storing it again under the same key is harmless. */
  put(place: string, file: { type: string; content: Uint8Array<ArrayBuffer> }): Promise<void>;
  /** @returns null if the key does not exist */
  get(place: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Lists one page of the keys with a prefix, in order. @param after the last key of the previous page */
  list(prefix: string, after?: string): Promise<string[]>;
  /** Deletes files; ignores missing keys. */
  remove(places: string[]): Promise<void>;
  /** @returns false if so many bytes would leave too little room for the database */
  hasRoom(bytes: number): Promise<boolean>;
}

/** The parts of R2's binding that the application uses. */
export interface Bucket {
  put(
    place: string,
    content: Uint8Array | string,
    options?: { httpMetadata: { contentType: string } },
  ): Promise<unknown>;
  get(place: string): Promise<{ arrayBuffer(): Promise<ArrayBuffer> } | null>;
  list(options?: { prefix?: string; startAfter?: string }): Promise<{ objects: { key: string }[] }>;
  delete(places: string[]): Promise<void>;
  /** Absent where room is unlimited. */
  hasRoom?(bytes: number): Promise<boolean>;
}

/** @param folder prefix of the office's keys if offices share a bucket: `mouxian/` */
export function createFiles(bucket: Bucket, folder = ''): Files {
  return {
    async put(place, { type, content }) {
      await bucket.put(folder + place, content, { httpMetadata: { contentType: type } });
    },
    async get(place) {
      const found = await bucket.get(folder + place);
      return found && new Uint8Array(await found.arrayBuffer());
    },
    async list(prefix, after) {
      const { objects } = await bucket.list({
        prefix: folder + prefix,
        ...(after ? { startAfter: folder + after } : {}),
      });
      return objects.map(({ key }) => key.slice(folder.length));
    },
    async remove(places) {
      if (places.length > 0) await bucket.delete(places.map((place) => folder + place));
    },
    hasRoom: async (bytes) => (await bucket.hasRoom?.(bytes)) ?? true,
  };
}
