// The store of attachments, on R2 or on a folder with the same interface.

/** The file store of an office. */
export interface Files {
  /** Stores a file under a key. Storing the same file again is harmless. */
  put(key: string, file: { type: string; content: Uint8Array<ArrayBuffer> }): Promise<void>;
  /** @returns null if the key does not exist */
  get(key: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Lists one page of the keys with a prefix, in order. @param after the last key of the previous page */
  list(prefix: string, after?: string): Promise<string[]>;
  /** Deletes files; ignores missing keys. */
  remove(keys: string[]): Promise<void>;
  /** @returns false if storing this many bytes would leave too little disk space for the database */
  hasSpaceFor(bytes: number): Promise<boolean>;
}

/** The parts of R2's binding that the application uses. */
export interface Bucket {
  put(key: string, content: Uint8Array | string, options?: { httpMetadata: { contentType: string } }): Promise<unknown>;
  get(key: string): Promise<{ arrayBuffer(): Promise<ArrayBuffer> } | null>;
  list(options?: { prefix?: string; startAfter?: string }): Promise<{ objects: { key: string }[] }>;
  delete(keys: string[]): Promise<void>;
  /** Omitted if space is unlimited. */
  hasSpaceFor?(bytes: number): Promise<boolean>;
}

/** @param folder prefix of the office's keys if offices share a bucket: `mouxian/` */
export function createFiles(bucket: Bucket, folder = ''): Files {
  return {
    async put(key, { type, content }) {
      await bucket.put(folder + key, content, { httpMetadata: { contentType: type } });
    },
    async get(key) {
      const found = await bucket.get(folder + key);
      return found && new Uint8Array(await found.arrayBuffer());
    },
    async list(prefix, after) {
      const { objects } = await bucket.list({
        prefix: folder + prefix,
        ...(after ? { startAfter: folder + after } : {}),
      });
      return objects.map(({ key }) => key.slice(folder.length));
    },
    async remove(keys) {
      if (keys.length > 0) await bucket.delete(keys.map((key) => folder + key));
    },
    hasSpaceFor: async (bytes) => (await bucket.hasSpaceFor?.(bytes)) ?? true,
  };
}
