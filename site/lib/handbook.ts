// The handbook's screenshots, taken by `npm run handbook` (test/e2e/handbook.e2e.ts) at twice their display size.
import type { ImageMetadata } from 'astro';

const files = import.meta.glob<ImageMetadata>('../assets/handbook/*.webp', { eager: true, import: 'default' });

/** File pixels per display pixel. */
const pixelRatio = 2;

export interface Picture {
  src: string;
  width: number;
  height: number;
}

/**
 * @returns null for a screenshot not taken yet; the end-to-end test that takes it then fails, but the build does not
 */
export function pictureOf(name: string): Picture | null {
  const file = files[`../assets/handbook/${name}.webp`];
  if (!file) return null;
  const { src, width, height } = file;
  return { src, width: Math.round(width / pixelRatio), height: Math.round(height / pixelRatio) };
}
