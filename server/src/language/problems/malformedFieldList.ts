/** `malformed-field-list`: names, delimiters or braces of a field list are missing or misplaced (§6, §9.3). */
import type { ProblemKind } from "./problem";

export const malformedFieldList: ProblemKind<"malformed-field-list"> = {
	severity: "error",

	message({ detail }) {
		switch (detail) {
			case "unclosed":
				return "The field list has no closing brace. Write {field,field}: at the end of the header.";
			case "empty-name":
				return 'A field name is missing here. Remove the surplus delimiter, or write "" for an empty name.';
			case "brace":
				return "The field list is malformed here. Write it as {id,name,address{city,zip}}: names, delimiters, and groups directly behind their name.";
		}
	},
};
