// Keeps what came along with comments in an object store: R2, or a folder in its shape.
import type { CleanFile } from '../domain/files/attachment.ts';

/** Keeps what came along with comments: an object store, or a folder on one's own server. */
export interface Files {
  /** Keeps a file under its place; the same place again is the same file. */
  put(place: string, file: CleanFile): Promise<void>;
  /** @returns null where there is nothing in that place */
  get(place: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Places that begin so, some at a time, in their order. @param after the last of those before */
  list(prefix: string, after?: string): Promise<string[]>;
  /** Drops what is there; what is not there is no error. */
  remove(places: string[]): Promise<void>;
}

/** The part of R2's binding that is used. */
export interface Bucket {
  put(
    place: string,
    content: Uint8Array | string,
    options?: { httpMetadata: { contentType: string } },
  ): Promise<unknown>;
  get(place: string): Promise<{ arrayBuffer(): Promise<ArrayBuffer> } | null>;
  list(options?: { prefix?: string; startAfter?: string }): Promise<{ objects: { key: string }[] }>;
  delete(places: string[]): Promise<void>;
}

/** @param folder where several offices share one bucket, each has a folder of its own: `guanxian/` */
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
  };
}
