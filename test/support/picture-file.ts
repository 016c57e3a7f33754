// Writes a handbook screenshot as a small file through Astro's image service.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import sharpService from 'astro/assets/services/sharp';

/** @param png the screenshot */
export async function writeWebp(path: string, png: Uint8Array): Promise<void> {
  const config = {
    service: { entrypoint: 'astro/assets/services/sharp', config: { webp: { effort: 6, smartSubsample: false } } },
  };
  const options = { src: 'picture.png', format: 'webp', quality: '45' };
  const { data } = await sharpService.transform(png, options, config as never, console as never);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, data);
}
