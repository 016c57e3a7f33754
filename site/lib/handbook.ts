// The pictures of the handbook: what `npm run handbook` took (test/e2e/handbook.e2e.ts), twice as fine as it is shown.
import type { ImageMetadata } from 'astro';

const files = import.meta.glob<ImageMetadata>('../assets/handbook/*.webp', { eager: true, import: 'default' });

/** Pixels of the file to a pixel of the page. */
const fineness = 2;

export interface Picture {
  src: string;
  width: number;
  height: number;
}

/** @returns null for one that nobody took yet; the journey that takes them fails then, the build does not */
export function pictureOf(name: string): Picture | null {
  const file = files[`../assets/handbook/${name}.webp`];
  if (!file) return null;
  const { src, width, height } = file;
  return { src, width: Math.round(width / fineness), height: Math.round(height / fineness) };
}
