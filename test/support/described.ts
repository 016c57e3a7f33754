// Holds answers to the description of the API: each is of a status, a type and a shape that stand in it.
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

/** The schema with what it refers to in its place, and no field allowed that it does not name. */
function close(schema: unknown, components: Record<string, Json>): unknown {
  if (Array.isArray(schema)) return schema.map((part) => close(part, components));
  if (!isObject(schema)) return schema;
  if (typeof schema['$ref'] === 'string') {
    return close(components[schema['$ref'].replace('#/components/schemas/', '')], components);
  }
  const closed = Object.fromEntries(Object.entries(schema).map(([name, part]) => [name, close(part, components)]));
  const isStrict = isObject(schema['properties']) && schema['additionalProperties'] === undefined && !schema['allOf'];
  return isStrict ? { ...closed, additionalProperties: false } : closed;
}

const readers = new Map<string, z.ZodType>();

function readerOf(key: string, schema: Json, { components }: Description): z.ZodType {
  const known = readers.get(key);
  if (known) return known;
  const made = z.fromJSONSchema(close(schema, components.schemas) as Parameters<typeof z.fromJSONSchema>[0]);
  readers.set(key, made);
  return made;
}

/** @returns what is wrong; null where the answer is as described, or its route is a page, which is no part of the API */
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
  const result = readerOf(key, entry.schema, description).safeParse(await answer.clone().json());
  return result.success ? null : `${name}: ${JSON.stringify(result.error.issues).slice(0, 600)}`;
}

/** Made once for all tests: every application has the same. */
let description: Description | undefined;

/** @throws Error where an answer is not as the application describes itself; every API test asks this of every answer */
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
