/** The one door to the extension: messages out, messages in, and the state that outlives a reload. */
import type { FromWebview, PreviewState, ToWebview } from "../messages";

interface VsCodeApi {
	postMessage(message: unknown): void;
	getState(): unknown;
	setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();

export function post(message: FromWebview): void {
	api.postMessage(message);
}

export function onMessage(listener: (message: ToWebview) => void): void {
	window.addEventListener("message", (event) => listener(event.data as ToWebview));
}

export function savedState(): Partial<PreviewState> {
	const state = api.getState();
	return typeof state === "object" && state !== null ? state : {};
}

export function saveState(state: PreviewState): void {
	api.setState(state);
}
