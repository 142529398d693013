/** Objects whose keys are data. */

/** Assigns an own property; a key like `__proto__` is a key as any other. */
export function setOwn<Value>(target: { [key: string]: Value }, key: string, value: Value): void {
	if (key === "__proto__") {
		Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
	} else target[key] = value;
}
