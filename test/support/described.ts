// Checks responses against the API description: it must list their status, type and shape.
import { z } from 'zod';
import { describeApi, describedPath } from '../../api/description/index.ts';

type Json = Record<string, unknown>;
interface DescribedAnswer {
  content?: Record<string, { schema: Json }>;
}
interface Description {
  paths: Record<string, Record<string, { responses: Record<string, DescribedAnswer> }>>;
  components: { schemas: Record<string, Json> };
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The schema with resolved references that forbids additional properties. */
function resolveStrictly(schema: unknown, components: Record<string, Json>): unknown {
  if (Array.isArray(schema)) return schema.map((part) => resolveStrictly(part, components));
  if (!isObject(schema)) return schema;
  if (typeof schema['$ref'] === 'string') {
    return resolveStrictly(components[schema['$ref'].replace('#/components/schemas/', '')], components);
  }
  const closed = Object.fromEntries(
    Object.entries(schema).map(([name, part]) => [name, resolveStrictly(part, components)]),
  );
  const isStrict = isObject(schema['properties']) && schema['additionalProperties'] === undefined && !schema['allOf'];
  return isStrict ? { ...closed, additionalProperties: false } : closed;
}

const validators = new Map<string, z.ZodType>();

function validatorFor(key: string, schema: Json, { components }: Description): z.ZodType {
  const known = validators.get(key);
  if (known) return known;
  const validator = z.fromJSONSchema(
    resolveStrictly(schema, components.schemas) as Parameters<typeof z.fromJSONSchema>[0],
  );
  validators.set(key, validator);
  return validator;
}

/** @returns the deviation, or null if the response matches or its route is a page outside the API */
export async function findUndescribed(
  description: Description,
  method: string,
  pattern: string,
  answer: Response,
): Promise<string | null> {
  const path = describedPath(pattern);
  const operation = description.paths[path]?.[method.toLowerCase()];
  if (!operation) return null;
  const name = `${method} ${path}: ${answer.status}`;
  const described = operation.responses[answer.status] ?? operation.responses['default'];
  if (!described) return `${name} is not described`;
  const type = (answer.headers.get('content-type') ?? '').split(';')[0] ?? '';
  const content = described.content ?? {};
  const [, entry] = Object.entries(content).find(([expected]) => expected === type) ?? [];
  if (!entry) return Object.keys(content).length === 0 ? null : `${name} is of the type ${type}`;
  if (!type.endsWith('json')) return null;
  const key = `${name} ${type}`;
  const result = validatorFor(key, entry.schema, description).safeParse(await answer.clone().json());
  return result.success ? null : `${name}: ${JSON.stringify(result.error.issues).slice(0, 600)}`;
}

/** Generated once for all tests, because every application has the same description. */
let description: Description | undefined;

/** @throws Error if a response deviates from the description; every API test checks its responses */
export async function expectDescribed(
  app: Parameters<typeof describeApi>[0],
  method: string,
  pattern: string,
  answer: Response,
): Promise<void> {
  description ??= describeApi(app, '0.0.0') as unknown as Description;
  const fault = await findUndescribed(description, method, pattern, answer);
  if (fault) throw new Error(fault);
}
