// A stand-in for a time-stamp authority (RFC 3161): signs real tokens with a key and a certificate made for the test.
import {
  Attribute,
  CertificateChoices,
  CertificateSet,
  CMSVersion,
  ContentInfo,
  DigestAlgorithmIdentifiers,
  EncapsulatedContent,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  id_contentType,
  id_messageDigest,
  id_signedData,
  SignedData,
  SignerIdentifier,
  SignerInfo,
  SignerInfos,
} from '@peculiar/asn1-cms';
import { AsnConvert, AsnObjectIdentifierConverter, OctetString } from '@peculiar/asn1-schema';
import {
  id_ct_tstInfo,
  PKIStatus,
  PKIStatusInfo,
  TimeStampReq,
  TimeStampResp,
  TimeStampToken,
  TSTInfo,
  TSTInfoVersion,
} from '@peculiar/asn1-tsp';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  Certificate,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  id_ce_extKeyUsage,
  id_kp_timeStamping,
  Name,
  RelativeDistinguishedName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
} from '@peculiar/asn1-x509';
import { writeSignedAttributes } from '../../api/domain/ledger/time-stamp.ts';

const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
const sha256 = new AlgorithmIdentifier({ algorithm: '2.16.840.1.101.3.4.2.1', parameters: null });
const sha256WithRsa = new AlgorithmIdentifier({ algorithm: '1.2.840.113549.1.1.11', parameters: null });

/** Declared with more kinds of keys in one runtime than in the other. */
async function makeKeys() {
  const algorithm = { ...rsa, modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  if (!('privateKey' in keys)) throw new Error('RSA keys come in pairs');
  const spki = await crypto.subtle.exportKey('spki', keys.publicKey);
  if (!(spki instanceof ArrayBuffer)) throw new Error('a public key is exported as bytes');
  return { privateKey: keys.privateKey, spki };
}

const digest = (bytes: ArrayBuffer) => crypto.subtle.digest('SHA-256', bytes);

async function makeCertificate(
  { privateKey, spki }: Awaited<ReturnType<typeof makeKeys>>,
  usage: string,
): Promise<Certificate> {
  const name = new Name([
    new RelativeDistinguishedName([
      new AttributeTypeAndValue({ type: '2.5.4.3', value: new AttributeValue({ utf8String: 'Stand-in authority' }) }),
    ]),
  ]);
  const tbsCertificate = new TBSCertificate({
    version: 2,
    serialNumber: Uint8Array.of(1).buffer,
    signature: sha256WithRsa,
    issuer: name,
    validity: new Validity({ notBefore: new Date('2020-01-01'), notAfter: new Date('2040-01-01') }),
    subject: name,
    subjectPublicKeyInfo: AsnConvert.parse(spki, SubjectPublicKeyInfo),
    extensions: new Extensions([
      new Extension({
        extnID: id_ce_extKeyUsage,
        critical: true,
        extnValue: new OctetString(AsnConvert.serialize(new ExtendedKeyUsage([usage]))),
      }),
    ]),
  });
  const signatureValue = await crypto.subtle.sign(rsa, privateKey, AsnConvert.serialize(tbsCertificate));
  return new Certificate({ tbsCertificate, signatureAlgorithm: sha256WithRsa, signatureValue });
}

export interface Faults {
  /** Refuses every request. */
  isRefusing?: boolean;
  /** Signs another nonce. */
  nonce?: ArrayBuffer;
  /** The purpose of the certificate, if not time-stamps. */
  usage?: string;
}

/** @param now the authority's own clock, in milliseconds UTC */
export async function openAuthority(now: () => number, faults: Faults = {}) {
  const keys = await makeKeys();
  const certificate = await makeCertificate(keys, faults.usage ?? id_kp_timeStamping);

  async function sign(info: TSTInfo): Promise<TimeStampToken> {
    const content = AsnConvert.serialize(info);
    const signedAttrs = [
      new Attribute({
        attrType: id_contentType,
        attrValues: [AsnConvert.serialize(AsnObjectIdentifierConverter.toASN(id_ct_tstInfo))],
      }),
      new Attribute({
        attrType: id_messageDigest,
        attrValues: [AsnConvert.serialize(new OctetString(await digest(content)))],
      }),
    ];
    const signer = new SignerInfo({
      version: CMSVersion.v1,
      sid: new SignerIdentifier({
        issuerAndSerialNumber: new IssuerAndSerialNumber({
          issuer: certificate.tbsCertificate.issuer,
          serialNumber: certificate.tbsCertificate.serialNumber,
        }),
      }),
      digestAlgorithm: sha256,
      signedAttrs,
      signatureAlgorithm: sha256WithRsa,
      signature: new OctetString(new ArrayBuffer(0)),
    });
    const covered = writeSignedAttributes(signedAttrs);
    signer.signature = new OctetString(await crypto.subtle.sign(rsa, keys.privateKey, covered));
    const signed = new SignedData({
      version: CMSVersion.v3,
      digestAlgorithms: new DigestAlgorithmIdentifiers([sha256]),
      encapContentInfo: new EncapsulatedContentInfo({
        eContentType: id_ct_tstInfo,
        eContent: new EncapsulatedContent({ single: new OctetString(content) }),
      }),
      certificates: new CertificateSet([new CertificateChoices({ certificate })]),
      signerInfos: new SignerInfos([signer]),
    });
    const info_ = new ContentInfo({ contentType: id_signedData, content: AsnConvert.serialize(signed) });
    return AsnConvert.parse(AsnConvert.serialize(info_), TimeStampToken);
  }

  /** @param request in DER @returns the answer in DER */
  return async function answer(request: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    const { messageImprint, nonce } = AsnConvert.parse(request, TimeStampReq);
    const status = new PKIStatusInfo({ status: faults.isRefusing ? PKIStatus.rejection : PKIStatus.granted });
    const signedNonce = faults.nonce ?? nonce;
    const info = new TSTInfo({
      version: TSTInfoVersion.v1,
      policy: '1.3.6.1.4.1.99999.1',
      messageImprint,
      serialNumber: Uint8Array.of(7).buffer,
      genTime: new Date(now()),
      ...(signedNonce ? { nonce: signedNonce } : {}),
    });
    const more = faults.isRefusing ? {} : { timeStampToken: await sign(info) };
    return new Uint8Array(AsnConvert.serialize(new TimeStampResp({ status, ...more })));
  };
}
