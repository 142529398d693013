/** What the pages of our webviews may do: run and show what bears the nonce of the page, and nothing else. */

export interface WebviewPolicy {
	/** For the style and the script of this page alone. */
	readonly nonce: string;
	/** For the header `Content-Security-Policy`: no image, no font, no connection. */
	readonly content: string;
}

export function webviewPolicy(): WebviewPolicy {
	const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(18))).toString("hex");
	const content = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
	return { nonce, content };
}
