// The jurisdictions of this checkout, for commands with a jurisdiction as argument.
import { readdirSync } from 'node:fs';

export const places = readdirSync('content/jurisdictions').map((file) => file.replace('.json', ''));
