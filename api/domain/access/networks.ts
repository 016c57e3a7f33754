// Parses networks in CIDR notation and checks whether they contain an address.

export interface Network {
  bits: bigint;
  /** Address length in bits: 32 or 128. */
  length: number;
  prefix: number;
}

function parseIPv4(text: string): bigint | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/u.test(part) && Number(part) < 256)) return null;
  return parts.reduce((bits, part) => bits * 256n + BigInt(part), 0n);
}

function parseIPv6(text: string): bigint | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const writtenGroups = groups.flat();
  if (!writtenGroups.every((group) => /^[0-9a-f]{1,4}$/iu.test(group))) return null;
  const missing = 8 - writtenGroups.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const allGroups = [...(groups[0] ?? []), ...Array.from({ length: missing }, () => '0'), ...(groups[1] ?? [])];
  return allGroups.reduce((bits, group) => bits * 65_536n + BigInt(`0x${group}`), 0n);
}

/** Parses an IPv4-mapped IPv6 address as IPv4. */
function parseAddress(text: string): { bits: bigint; length: number } | null {
  const four = parseIPv4(text.replace(/^::ffff:(?=\d+\.)/iu, ''));
  if (four !== null) return { bits: four, length: 32 };
  const six = parseIPv6(text);
  return six === null ? null : { bits: six, length: 128 };
}

/** @param text `10.1.0.0/16`, `2001:db8::/32`, or one address; @returns null for anything else */
export function parseNetwork(text: string): Network | null {
  const [address = '', prefixText, ...extraParts] = text.split('/');
  const parsed = parseAddress(address);
  if (!parsed || extraParts.length > 0 || (prefixText !== undefined && !/^\d{1,3}$/u.test(prefixText))) return null;
  const prefix = prefixText === undefined ? parsed.length : Number(prefixText);
  return prefix <= parsed.length ? { ...parsed, prefix } : null;
}

/** @param address null if no trusted proxy supplied one; no network contains it */
export function isInside(address: string | null, networks: Network[]): boolean {
  const parsed = address === null ? null : parseAddress(address);
  if (!parsed) return false;
  return networks.some(({ bits, length, prefix }) => {
    const hostBits = BigInt(length - prefix);
    return length === parsed.length && parsed.bits >> hostBits === bits >> hostBits;
  });
}
