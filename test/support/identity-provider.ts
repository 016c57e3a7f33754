// A real issuer of OpenID Connect on a port of its own: whoever signs in there is who they say, by e-mail address.
import { once } from 'node:events';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

export interface IdentityProvider {
  /** What the server has to be told of it. */
  settings: Record<'OIDC_ISSUER' | 'OIDC_CLIENT_ID' | 'OIDC_CLIENT_SECRET' | 'OIDC_NAME', string>;
  close(): void;
}

/** @param origin of the site that sends people there. The issuer is at 127.0.0.1: to browsers another site than localhost. */
export async function startIdentityProvider(port: number, origin: string): Promise<IdentityProvider> {
  const issuer = `http://127.0.0.1:${port}`;
  const [clientId, clientSecret] = ['mingbai', 'known to both in this test'];
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${origin}/api/session/sso/callback/oidc`],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    // Else the address is told only to who asks once more.
    conformIdTokenClaims: false,
    findAccount: (_, address) => ({
      accountId: address,
      claims: () => ({ sub: address, email: address, email_verified: true }),
    }),
  });
  const server = createServer(provider.callback()).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    settings: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: clientSecret,
      OIDC_NAME: '全省统一身份认证',
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
