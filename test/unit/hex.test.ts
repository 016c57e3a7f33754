import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../api/contract/hex.ts';
import { listSourceFiles } from '../support/house.ts';

describe('bytes as hexadecimal digits', () => {
  it('toHex writes two lower-case digits per byte, with a leading zero below 16', () => {
    expect(toHex(new Uint8Array([0, 9, 15, 16, 171, 255]))).toBe('00090f10abff');
    expect(toHex(new Uint8Array([1, 254]).buffer)).toBe('01fe');
    expect(toHex(new Uint8Array())).toBe('');
  });

  it('toHex writes only the given part of a buffer', () => {
    expect(toHex(new Uint8Array([1, 2, 3, 4]).subarray(1, 3))).toBe('0203');
  });

  it('only one function in the code writes hexadecimal', () => {
    const encoders = listSourceFiles(['api', 'content', 'seeds', 'site']).filter((file) =>
      readFileSync(file, 'utf8').includes("toString(16).padStart(2, '0')"),
    );
    expect(encoders).toEqual(['api/contract/hex.ts']);
  });
});
