// Published only with a contact: an address that nobody reads would be worse than none.
import type { APIRoute, GetStaticPaths } from 'astro';
import { siteSettings } from '../../../content/site-settings.ts';
import { writeSecurityText } from '../../lib/security-text.ts';

const contact = siteSettings.securityContact;

export const getStaticPaths = (() => (contact ? [{ params: { file: 'security' } }] : [])) satisfies GetStaticPaths;

export const GET: APIRoute = ({ site }) => new Response(writeSecurityText(contact ?? '', site, Date.now()));
