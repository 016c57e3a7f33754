// Time-stamps of RFC 3161: an authority outside the house signs that a seal of the ledger existed at an instant. The hash
// that it signs is the seal's own, so a token proves the seal and all that was recorded before. Pure except for WebCrypto.
import {
  type Attribute,
  type CertificateChoices,
  ContentInfo,
  id_messageDigest,
  id_signedData,
  SignedData,
  type SignerInfo,
} from '@peculiar/asn1-cms';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  id_ct_tstInfo,
  MessageImprint,
  PKIStatus,
  TimeStampReq,
  TimeStampReqVersion,
  TimeStampResp,
  TSTInfo,
} from '@peculiar/asn1-tsp';
import {
  AlgorithmIdentifier,
  type Certificate,
  ExtendedKeyUsage,
  id_ce_extKeyUsage,
  id_kp_timeStamping,
} from '@peculiar/asn1-x509';
import { toHex } from '../../contract/hex.ts';

const sha256 = '2.16.840.1.101.3.4.2.1';

/** Names of WebCrypto by the object identifiers of digests and of signatures that name their digest. */
const digests: Record<string, string> = {
  [sha256]: 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
};
const rsa = new Map([
  ['1.2.840.113549.1.1.1', null],
  ['1.2.840.113549.1.1.11', 'SHA-256'],
  ['1.2.840.113549.1.1.12', 'SHA-384'],
  ['1.2.840.113549.1.1.13', 'SHA-512'],
]);
const ecdsa = new Map([
  ['1.2.840.10045.4.3.2', 'SHA-256'],
  ['1.2.840.10045.4.3.3', 'SHA-384'],
  ['1.2.840.10045.4.3.4', 'SHA-512'],
]);
/** Curves with the length of a coordinate in bytes, by the tail of their object identifier in a public key. */
const curves = [
  { name: 'P-256', oid: '2a8648ce3d030107', bytes: 32 },
  { name: 'P-384', oid: '2b81040022', bytes: 48 },
];

const fromHex = (hex: string) => Uint8Array.from(hex.match(/../gu) ?? [], (byte) => Number.parseInt(byte, 16));

/** Sixteen random bytes, as a positive integer of that length. */
export function makeNonce(random: (length: number) => Uint8Array): string {
  const bytes = random(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return toHex(bytes);
}

/** @param head hash of the seal; @param nonce of `makeNonce` @returns the request in DER */
export function writeTimeStampRequest(head: string, nonce: string): Uint8Array<ArrayBuffer> {
  const request = new TimeStampReq({
    version: TimeStampReqVersion.v1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithm: sha256 }),
      hashedMessage: new OctetString(fromHex(head)),
    }),
    nonce: fromHex(nonce).buffer,
    certReq: true,
  });
  return new Uint8Array(AsnConvert.serialize(request));
}

/** @param answer in DER @returns the token in DER; null if the authority refused, or the answer is none */
export function readTimeStampResponse(answer: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  try {
    const { status, timeStampToken } = AsnConvert.parse(answer, TimeStampResp);
    const isGranted = status.status === PKIStatus.granted || status.status === PKIStatus.grantedWithMods;
    return isGranted && timeStampToken ? new Uint8Array(AsnConvert.serialize(timeStampToken)) : null;
  } catch {
    return null;
  }
}

/** What a sound token says. */
export interface TimeStamp {
  /** The hash that was signed. */
  head: string;
  /** Empty if the request had none. */
  nonce: string;
  /** When the authority signed, in milliseconds UTC. */
  at: number;
  /** SHA-256 of the certificate whose key signed: whether to trust it is the reader's decision. */
  certificate: string;
}

const isSame = (one: ArrayBuffer, other: ArrayBuffer) => toHex(one) === toHex(other);

/** WebCrypto wants the two numbers of an ECDSA signature one behind the other, each of full length. */
function toRawSignature(der: Uint8Array<ArrayBuffer>, bytes: number): Uint8Array<ArrayBuffer> {
  const raw = new Uint8Array(2 * bytes);
  let at = (der[1] ?? 0) > 0x80 ? 3 : 2;
  for (const end of [bytes, 2 * bytes]) {
    const length = der[at + 1] ?? 0;
    const number = der.subarray(at + 2, at + 2 + length);
    const trimmed = number.subarray(Math.max(0, number.length - bytes));
    raw.set(trimmed, end - trimmed.length);
    at += 2 + length;
  }
  return raw;
}

async function isSignedBy(certificate: Certificate, signer: SignerInfo, signed: Uint8Array<ArrayBuffer>) {
  const spki = AsnConvert.serialize(certificate.tbsCertificate.subjectPublicKeyInfo);
  const { algorithm } = signer.signatureAlgorithm;
  const signature = new Uint8Array(signer.signature.buffer);
  const digest = digests[signer.digestAlgorithm.algorithm];
  if (rsa.has(algorithm)) {
    const name = 'RSASSA-PKCS1-v1_5';
    const hash = rsa.get(algorithm) ?? digest ?? '';
    const key = await crypto.subtle.importKey('spki', spki, { name, hash }, false, ['verify']);
    return crypto.subtle.verify(name, key, signature, signed);
  }
  const hash = ecdsa.get(algorithm);
  const curve = curves.find(({ oid }) => toHex(spki).includes(oid));
  if (!hash || !curve) return false;
  const key = await crypto.subtle.importKey('spki', spki, { name: 'ECDSA', namedCurve: curve.name }, false, ['verify']);
  return crypto.subtle.verify({ name: 'ECDSA', hash }, key, toRawSignature(signature, curve.bytes), signed);
}

/** True if the certificate is for time-stamping only (RFC 3161, 2.3). */
function isForTimeStamps({ tbsCertificate }: Certificate): boolean {
  const usage = tbsCertificate.extensions?.find(({ extnID }) => extnID === id_ce_extKeyUsage);
  return usage !== undefined && AsnConvert.parse(usage.extnValue.buffer, ExtendedKeyUsage).includes(id_kp_timeStamping);
}

/** The attributes as the signature covers them: a set of its own, without the tag within the token (RFC 5652, 5.4). */
export function writeSignedAttributes(attributes: Attribute[]): Uint8Array<ArrayBuffer> {
  const parts = attributes.map((attribute) => new Uint8Array(AsnConvert.serialize(attribute)));
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const size = length < 0x80 ? [length] : length < 0x1_00 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Uint8Array.from([0x31, ...size, ...parts.flatMap((part) => [...part])]);
}

/** The signed bytes: the attributes as a set, with the digest of the content among them. Null if it is another content's. */
async function readSigned(signer: SignerInfo, content: ArrayBuffer): Promise<Uint8Array<ArrayBuffer> | null> {
  const digest = digests[signer.digestAlgorithm.algorithm];
  const attribute = signer.signedAttrs?.find(({ attrType }: Attribute) => attrType === id_messageDigest);
  const [value] = attribute?.attrValues ?? [];
  if (!digest || !value) return null;
  const stated = AsnConvert.parse(value, OctetString).buffer;
  if (!isSame(stated, await crypto.subtle.digest(digest, content))) return null;
  return writeSignedAttributes(signer.signedAttrs ?? []);
}

/** @returns null if the token is none, or its signature is not that of a certificate for time-stamps within it */
export async function readTimeStamp(token: Uint8Array<ArrayBuffer>): Promise<TimeStamp | null> {
  try {
    const { contentType, content: signedContent } = AsnConvert.parse(token, ContentInfo);
    const { encapContentInfo, certificates, signerInfos } = AsnConvert.parse(signedContent, SignedData);
    const content = encapContentInfo.eContent?.single?.buffer;
    const [signer] = signerInfos;
    if (contentType !== id_signedData || encapContentInfo.eContentType !== id_ct_tstInfo || !content || !signer)
      return null;
    const signed = await readSigned(signer, content);
    if (!signed) return null;
    for (const { certificate } of (certificates ?? []) as CertificateChoices[]) {
      if (!certificate || !isForTimeStamps(certificate) || !(await isSignedBy(certificate, signer, signed))) continue;
      const { messageImprint, nonce, genTime } = AsnConvert.parse(content, TSTInfo);
      if (messageImprint.hashAlgorithm.algorithm !== sha256) return null;
      return {
        head: toHex(messageImprint.hashedMessage.buffer),
        nonce: nonce ? toHex(nonce) : '',
        at: genTime.getTime(),
        certificate: toHex(await crypto.subtle.digest('SHA-256', AsnConvert.serialize(certificate))),
      };
    }
    return null;
  } catch {
    return null;
  }
}
