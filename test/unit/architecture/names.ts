/** How constants of a module are named: data in CONSTANT_CASE, what can be called or holds code in camelCase. */
import { type Argument, type Expression, type ModuleItem, type ObjectExpression, parseSync } from "@swc/core";

/** What a constant is, as far as its initialiser tells. Undefined: nothing that only its text would tell. */
type Nature = "data" | "code" | undefined;

/** Classes whose instances are tables when they are made with their contents. */
const TABLE_CLASSES = new Set(["Map", "RegExp", "Set"]);
const TYPED_ARRAY = /^(?:Big)?(?:Ui|I)nt\d+(?:Clamped)?Array$|^Float\d+Array$/;
const TABLES_OF_OBJECT = new Set(["entries", "freeze", "fromEntries", "keys", "values"]);
/** Methods by which data comes from data. */
const DERIVING = new Set(
	"concat filter flat flatMap join map padEnd padStart repeat replaceAll slice split toSorted toString trim".split(" "),
);
/** Objects of JavaScript whose members are numbers, but for functions, which are called. */
const NUMBERS = new Set(["Math", "Number"]);

const CONSTANT_CASE = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/;
const CAMEL_CASE = /^[a-z][a-zA-Z0-9]*$/;

/** A constant whose name breaks the convention. */
export interface Misnamed {
	readonly name: string;
	readonly nature: "data" | "code";
}

/** The constants of a TypeScript module whose names break the convention. */
export function misnamed(source: string): Misnamed[] {
	const { body } = parseSync(source, { syntax: "typescript", target: "es2022" });
	const { functions, constants } = declared(body);
	const found: Misnamed[] = [];
	for (const [name, init] of constants) {
		const nature = natureOf(init, functions);
		if (nature === undefined) continue;
		if (!(nature === "data" ? CONSTANT_CASE : CAMEL_CASE).test(name)) found.push({ name, nature });
	}
	return found;
}

/** What stands at the outermost level of a module: its constants, and the names of its functions. */
function declared(body: readonly ModuleItem[]) {
	const functions = new Set<string>();
	const constants: [name: string, init: Expression][] = [];
	for (const item of body) {
		const declaration = item.type === "ExportDeclaration" ? item.declaration : item;
		if (declaration.type === "FunctionDeclaration") functions.add(declaration.identifier.value);
		if (declaration.type !== "VariableDeclaration" || declaration.kind !== "const") continue;
		for (const { id, init } of declaration.declarations) {
			if (id.type !== "Identifier" || !init) continue;
			constants.push([id.value, init]);
			if (isFunction(init)) functions.add(id.value);
		}
	}
	return { functions, constants };
}

const isFunction = ({ type }: Expression): boolean =>
	type === "ArrowFunctionExpression" || type === "FunctionExpression";

function natureOf(node: Expression, functions: ReadonlySet<string>): Nature {
	const nature = (inner: Expression): Nature => natureOf(inner, functions);
	const isData = (inner: Expression): boolean => nature(inner) === "data";
	switch (node.type) {
		case "ArrowFunctionExpression":
		case "FunctionExpression":
			return "code";
		case "StringLiteral":
		case "NumericLiteral":
		case "BooleanLiteral":
		case "BigIntLiteral":
		case "RegExpLiteral":
		case "TemplateLiteral":
		case "ArrayExpression":
			return "data";
		case "ObjectExpression":
			return holdsCode(node, functions) ? "code" : "data";
		case "TsAsExpression":
		case "TsConstAssertion":
		case "TsSatisfiesExpression":
		case "TsNonNullExpression":
		case "ParenthesisExpression":
			return nature(node.expression);
		case "UnaryExpression":
			return isData(node.argument) ? "data" : undefined;
		case "BinaryExpression":
			return isData(node.left) && isData(node.right) ? "data" : undefined;
		case "ConditionalExpression":
			return isData(node.consequent) && isData(node.alternate) ? "data" : undefined;
		case "Identifier":
			return CONSTANT_CASE.test(node.value) ? "data" : undefined;
		case "MemberExpression":
			return isData(node.object) || (node.object.type === "Identifier" && NUMBERS.has(node.object.value))
				? "data"
				: undefined;
		case "NewExpression":
			return node.callee.type === "Identifier" && isTable(node.callee.value, node.arguments ?? []) ? "data" : undefined;
		case "CallExpression": {
			const { callee } = node;
			if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return undefined;
			const { object, property } = callee;
			if (object.type === "Identifier" && object.value === "Object") {
				return TABLES_OF_OBJECT.has(property.value) ? "data" : undefined;
			}
			return DERIVING.has(property.value) && isData(object) ? "data" : undefined;
		}
		default:
			return undefined;
	}
}

/** A Map or Set that is made empty is no table but state. */
const isTable = (name: string, args: readonly Argument[]): boolean =>
	TYPED_ARRAY.test(name) || (TABLE_CLASSES.has(name) && args.length > 0);

/** Whether an object has functions among its own members: it does something then, and is no table. */
const holdsCode = ({ properties }: ObjectExpression, functions: ReadonlySet<string>): boolean =>
	properties.some((property) => {
		if (property.type === "MethodProperty") return true;
		if (property.type === "Identifier") return functions.has(property.value);
		if (property.type !== "KeyValueProperty") return false;
		const { value } = property;
		return isFunction(value) || (value.type === "Identifier" && functions.has(value.value));
	});
