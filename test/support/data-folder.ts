// Temporary folders for server data.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const makeDataFolder = () => mkdtempSync(join(tmpdir(), 'mingbai-data-'));
export const deleteFolder = (folder: string) => rmSync(folder, { recursive: true, force: true });
