// A real OpenID Connect issuer on its own port that signs in anyone with any e-mail address.
import { once } from 'node:events';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

export interface IdentityProvider {
  /** The settings that the server needs. */
  settings: Record<'OIDC_ISSUER' | 'OIDC_CLIENT_ID' | 'OIDC_CLIENT_SECRET' | 'OIDC_NAME', string>;
  close(): void;
}

/**
 * @param origin the site that sends people to the issuer. The issuer runs on 127.0.0.1, which browsers consider another
 * site than localhost.
 */
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
    // Otherwise the e-mail address is only available from the userinfo endpoint.
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
