// Published only if a contact is configured: an unread address would be worse than none.
import type { APIRoute, GetStaticPaths } from 'astro';
import { siteSettings } from '../../../content/site-settings.ts';
import { writeSecurityText } from '../../lib/security-text.ts';

const contact = siteSettings.securityContact;

export const getStaticPaths = (() => (contact ? [{ params: { file: 'security' } }] : [])) satisfies GetStaticPaths;

export const GET: APIRoute = ({ site }) => new Response(writeSecurityText(contact ?? '', site, Date.now()));
