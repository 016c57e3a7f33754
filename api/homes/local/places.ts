// The jurisdictions of this checkout, for commands that take one by name.
import { readdirSync } from 'node:fs';

export const places = readdirSync('content/jurisdictions').map((file) => file.replace('.json', ''));
