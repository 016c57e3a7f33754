// Keeps what came along with comments in an object store (R2).
import type { R2Bucket } from '@cloudflare/workers-types';
import type { Files } from './deps.ts';

export function createFiles(bucket: R2Bucket): Files {
  return {
    async put(place, { type, content }) {
      await bucket.put(place, content, { httpMetadata: { contentType: type } });
    },
    async get(place) {
      const found = await bucket.get(place);
      return found && new Uint8Array(await found.arrayBuffer());
    },
    async list(prefix, after) {
      const { objects } = await bucket.list({ prefix, ...(after ? { startAfter: after } : {}) });
      return objects.map(({ key }) => key);
    },
    async remove(places) {
      if (places.length > 0) await bucket.delete(places);
    },
  };
}
