/** Holds what a model gave a tool against the tool's schema. */
import { type Arguments, type ObjectSchema, type PropertySchema, ToolError } from "./tool";

/** @throws ToolError which names the first thing that does not fit */
export function checkArguments(given: unknown, schema: ObjectSchema): Arguments {
	const problem = objectProblem(given ?? {}, schema, "");
	if (problem !== undefined) throw new ToolError(problem);
	return (given ?? {}) as Arguments;
}

function objectProblem(given: unknown, { properties, required = [] }: ObjectSchema, at: string): string | undefined {
	if (typeof given !== "object" || given === null || Array.isArray(given))
		return `${at || "The arguments"}: give an object.`;
	const values = given as Record<string, unknown>;
	for (const name of Object.keys(values)) {
		const known = Object.keys(properties).join(", ");
		if (!Object.hasOwn(properties, name)) return `${at}${name}: there is no such argument. There are ${known}.`;
	}
	for (const name of required) if (!Object.hasOwn(values, name)) return `${at}${name}: it is missing.`;
	for (const [name, value] of Object.entries(values)) {
		const problem = propertyProblem(value, properties[name]!, `${at}${name}`);
		if (problem !== undefined) return problem;
	}
	return undefined;
}

function propertyProblem(value: unknown, schema: PropertySchema | ObjectSchema, at: string): string | undefined {
	if (!("type" in schema)) return undefined;
	switch (schema.type) {
		case "object":
			return objectProblem(value, schema, `${at}.`);
		case "array": {
			if (!Array.isArray(value)) return `${at}: give a list.`;
			for (const [index, item] of value.entries()) {
				const problem = propertyProblem(item, schema.items, `${at}[${index}]`);
				if (problem !== undefined) return problem;
			}
			return undefined;
		}
		case "boolean":
			return typeof value === "boolean" ? undefined : `${at}: give true or false.`;
		case "string":
			if (typeof value !== "string") return `${at}: give a string.`;
			return schema.enum === undefined || schema.enum.includes(value)
				? undefined
				: `${at}: choose one of ${schema.enum.join(", ")}.`;
	}
}
