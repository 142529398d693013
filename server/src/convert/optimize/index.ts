/** Fewer tokens for the same value. */
export { type Optimization, OptimizeFault, type OptimizeOptions, type OptimizeStep, optimize } from "./optimizer";
