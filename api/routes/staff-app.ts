// Shared by all routes of signed-in staff: who is let in, and how refusals read.
import { OpenAPIHono } from '@hono/zod-openapi';
import { refuseInvalidInput } from '../middleware/problems.ts';
import {
  requireOwnNetwork,
  requireOwnOrigin,
  requireStaff,
  type StaffSettings,
  type StaffVariables,
} from '../middleware/staff.ts';
import type { Deps } from '../ports/deps.ts';

export type StaffAppSettings = StaffSettings & { baseUrl: string };

/** An empty app behind the checks of origin, network, session and access. */
export function createStaffApp(deps: Deps, settings: StaffAppSettings) {
  const app = new OpenAPIHono<{ Variables: StaffVariables }>({ defaultHook: refuseInvalidInput });
  app.use(requireOwnOrigin(settings.baseUrl), requireOwnNetwork(settings));
  app.use(requireStaff(deps, settings));
  return app;
}
